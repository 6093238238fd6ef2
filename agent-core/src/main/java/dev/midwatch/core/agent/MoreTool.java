package dev.midwatch.core.agent;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.tool.ToolRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lets the model read on in an answer of this run that was shortened or put aside. */
record MoreTool(Results results, int characters) implements Tool {
    private static final ToolSpec SPEC = ToolSpec.named(
                    ToolRegistry.MORE, "Reads the lines of an earlier answer that was shortened or put aside.")
            .text("of", "such as r3")
            .optionalText("find", "only lines with this text")
            .with("from", Map.of("type", "integer"), false);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public List<Permission> permissions() {
        return List.of();
    }

    @Override
    public ToolResult call(Json arguments, ToolContext context) {
        String id = arguments.get("of").text();
        Optional<String> text = results.find(id);
        if (text.isEmpty()) {
            return ToolResult.failed("there is no answer " + id + " any more; make the call again");
        }
        String find = arguments.get("find").text("").toLowerCase(Locale.ROOT);
        List<String> lines = text.get()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains(find))
                .toList();
        int from = Math.max(1, (int) arguments.get("from").number(1));
        return from > lines.size()
                ? ToolResult.failed("%s has %d such lines".formatted(id, lines.size()))
                : ToolResult.of(page(lines, from));
    }

    /** At least one line, however long; the desk shortens it then. */
    private String page(List<String> lines, int from) {
        int left = characters;
        int to = from - 1;
        while (to < lines.size() && (left -= lines.get(to).length() + 1) >= 0) {
            to++;
        }
        int end = Math.max(from, to);
        String next = end < lines.size() ? ", go on with from " + (end + 1) : "";
        return "lines %d to %d of %d%s\n%s"
                .formatted(from, end, lines.size(), next, String.join("\n", lines.subList(from - 1, end)));
    }
}
