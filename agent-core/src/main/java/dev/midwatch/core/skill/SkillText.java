package dev.midwatch.core.skill;

import dev.midwatch.api.Skill;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A skill as it is written down.
 *
 * @param description one line; it stands in the prompt
 * @param author      who wrote it if the model did, {@code model in session 7}; what a person put there has none
 * @param written     when the model did
 * @param body        Markdown; read when it is needed
 */
public record SkillText(
        String name, String description, Optional<String> author, Optional<Instant> written, String body) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public SkillText {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(written, "written");
        Objects.requireNonNull(body, "body");
    }

    /** What plugins say of theirs, by name. */
    public static Map<String, SkillText> byName(List<Skill> ofPlugins) {
        Map<String, SkillText> texts = new TreeMap<>();
        ofPlugins.forEach(skill -> texts.put(
                skill.name(),
                new SkillText(
                        skill.name(), skill.description(), Optional.empty(), Optional.empty(), skill.instructions())));
        return texts;
    }

    /** Whether a skill can be called so, which its folder is called, too. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What the model wrote is a note, also where a person accepted it. */
    public boolean isNote() {
        return author.isPresent();
    }
}
