package dev.midwatch.core.skill;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.skill.SkillChange.What;
import dev.midwatch.core.text.VisibleText;
import dev.midwatch.core.tool.Alone;
import dev.midwatch.core.tool.Attributed;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.Restricted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lets the model write down how something is done, for later sessions; where the operator wants to see it first, it waits. */
public final class SkillWriteTool implements Attributed, Restricted, Alone {
    private static final int LONGEST_DESCRIPTION = 200;
    private static final int LONGEST_BODY = 8_000;
    private static final ToolSpec SPEC = ToolSpec.named(
                    "skill_write", "Writes down a procedure that worked, for later sessions.")
            .with("do", Map.of("type", "string", "enum", List.of("create", "replace", "remove")), true)
            .text("name", "lower case letters, digits, dashes")
            .optionalText("description", "one line: when it is of use")
            .optionalText("body", "Markdown");

    private final Skills skills;
    private final Redactor redactor;

    public SkillWriteTool(Skills skills, Redactor redactor) {
        this.skills = skills;
        this.redactor = redactor;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    /** What is written down speaks in every later session, so that not everybody may put it there. */
    @Override
    public Level least() {
        return Level.OPERATOR;
    }

    @Override
    public List<Permission> permissions() {
        return List.of();
    }

    @Override
    public ToolResult call(Json arguments, ToolContext context, Authority by) {
        What what = What.valueOf(arguments.get("do").text().toUpperCase(Locale.ROOT));
        String name = arguments.get("name").text();
        String description =
                what == What.REMOVE ? "" : arguments.get("description").text().strip();
        String body = what == What.REMOVE ? "" : arguments.get("body").text().strip();
        if (!SkillText.isName(name)) {
            return ToolResult.failed("name: 1 to 63 lower case letters, digits and dashes");
        }
        Optional<String> wrong = what == What.REMOVE ? Optional.empty() : wrong(description, body);
        if (wrong.isPresent()) {
            return ToolResult.failed(wrong.get());
        }
        Instant now = context.now().truncatedTo(ChronoUnit.SECONDS);
        SkillText skill = new SkillText(name, description, Optional.of(by.voice()), Optional.of(now), body);
        return ToolResult.of(
                skills.propose(new SkillChange(what, skill))
                        ? "done"
                        : "handed in; it counts once a person has accepted it");
    }

    private Optional<String> wrong(String description, String body) {
        if (description.isEmpty() || description.contains("\n") || description.length() > LONGEST_DESCRIPTION) {
            return Optional.of("description: one line of at most %d characters".formatted(LONGEST_DESCRIPTION));
        }
        if (body.isEmpty() || body.length() > LONGEST_BODY) {
            return Optional.of("body: 1 to %d characters".formatted(LONGEST_BODY));
        }
        String whole = description + "\n" + body;
        if (!VisibleText.of(whole).equals(whole)) {
            return Optional.of("description and body: no control characters and nothing that hides");
        }
        return redactor.redact(whole).equals(whole)
                ? Optional.empty()
                : Optional.of("description and body: something in them looks like a secret; leave it out");
    }
}
