package dev.midwatch.core.tool;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.function.Supplier;

/** Lets the model read the ledger of open findings. */
public final class FindingsTool implements Tool {
    private static final ToolSpec SPEC = ToolSpec.named("findings", "Lists what is known to be broken now.");

    private final Supplier<String> open;

    /** @param open renders the open findings; empty text if there are none */
    public FindingsTool(Supplier<String> open) {
        this.open = open;
    }

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
        String text = open.get();
        return ToolResult.of(text.isBlank() ? "no open findings" : text);
    }
}
