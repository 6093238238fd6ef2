package dev.midwatch.core.tool;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Memory.About;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.memory.Entry;
import dev.midwatch.core.memory.MemoryChange;
import dev.midwatch.core.memory.MemoryFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the model keep short facts; where the operator wants to see them first, they wait. */
public final class MemoryTool implements Attributed, Restricted, Alone {
    private static final ToolSpec SPEC = ToolSpec.named(
                    "memory", "Keeps short facts for later sessions: add, replace or remove one line.")
            .with("do", Map.of("type", "string", "enum", List.of("add", "replace", "remove")), true)
            .with(
                    "about",
                    Map.of("type", "string", "enum", List.of("work", "people"), "description", "default: work"),
                    false)
            .text("text", "the line to add; for remove, the line as it stands")
            .optionalText("old", "for replace: the line as it stands");

    private final MemoryFiles memories;
    private final Redactor redactor;

    public MemoryTool(MemoryFiles memories, Redactor redactor) {
        this.memories = memories;
        this.redactor = redactor;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    /** What is remembered speaks in every later session, so that not everybody may put it there. */
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
        String text = redactor.redact(arguments.get("text").text().strip());
        Instant now = context.now();
        return switch (arguments.get("do").text()) {
            case "remove" ->
                of(text, (line, about) -> MemoryChange.remove(new Memory(about, line, by.voice()), now), "removed");
            case "replace" ->
                of(
                        arguments.get("old").text().strip(),
                        (line, about) -> MemoryChange.replace(line, new Memory(about, text, by.voice()), now),
                        "replaced");
            default -> {
                About about = arguments.get("about").is("people") ? About.PEOPLE : About.WORK;
                yield done(MemoryChange.add(new Memory(about, text, by.voice()), now), "remembered");
            }
        };
    }

    /** A change of a line that stands, in the file where it does. */
    private interface ChangeOf {
        MemoryChange of(String line, About about);
    }

    private ToolResult of(String line, ChangeOf change, String done) {
        Optional<Entry> known = memories.find(line);
        return known.isEmpty()
                ? ToolResult.failed("there is no such line: " + line)
                : done(change.of(line, known.get().memory().about()), done);
    }

    private ToolResult done(MemoryChange change, String done) {
        return ToolResult.of(memories.propose(change) ? done : "handed in; it counts once a person has accepted it");
    }
}
