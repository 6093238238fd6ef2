package dev.midwatch.core.tool;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Memory.About;
import dev.midwatch.api.store.MemoryStore;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Map;

/** Lets the model keep short facts; where the operator wants to see them first, they wait. */
public final class MemoryTool implements Tool, Restricted, Alone {
    private static final ToolSpec SPEC = ToolSpec.named(
                    "memory", "Keeps short facts for later sessions: add, replace or remove one line.")
            .with("do", Map.of("type", "string", "enum", List.of("add", "replace", "remove")), true)
            .with(
                    "about",
                    Map.of("type", "string", "enum", List.of("work", "people"), "description", "default: work"),
                    false)
            .text("text", "the line to add; for remove, the line as it stands")
            .optionalText("old", "for replace: the line as it stands");

    private final MemoryStore memories;
    private final Redactor redactor;

    public MemoryTool(MemoryStore memories, Redactor redactor) {
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
    public ToolResult call(Json arguments, ToolContext context) {
        String text = redactor.redact(arguments.get("text").text().strip());
        About about = arguments.get("about").is("people") ? About.PEOPLE : About.WORK;
        return switch (arguments.get("do").text()) {
            case "remove" -> memories.forget(text) ? ToolResult.of("removed") : unknown(text);
            case "replace" -> replace(arguments.get("old").text().strip(), about, text);
            default -> add(about, text);
        };
    }

    private ToolResult add(About about, String text) {
        boolean inForce = memories.remember(new Memory(about, text, "model"));
        return ToolResult.of(inForce ? "remembered" : "handed in; it counts once a person has accepted it");
    }

    /** The old line goes first, because the new one may only fit without it; it comes back if the new one is refused. */
    private ToolResult replace(String old, About about, String text) {
        Memory before = memories.all().stream()
                .filter(memory -> memory.text().equals(old))
                .findFirst()
                .orElse(null);
        if (before == null) {
            return unknown(old);
        }
        Memory after = new Memory(about, text, "model");
        memories.forget(old);
        try {
            return memories.remember(after)
                    ? ToolResult.of("replaced")
                    : ToolResult.of("the old line is gone; the new one counts once a person has accepted it");
        } catch (IllegalArgumentException refused) {
            memories.remember(before);
            throw refused;
        }
    }

    private static ToolResult unknown(String text) {
        return ToolResult.failed("there is no such line: " + text);
    }
}
