package dev.midwatch.core.tool;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One registered tool: who brought it, and whether an authority may see it. */
sealed interface Offer {
    /** The skill that brought it, or {@code midwatch}. */
    String from();

    ToolSpec spec();

    List<Permission> permissions();

    record Read(String from, Tool tool) implements Offer {
        @Override
        public ToolSpec spec() {
            return tool.spec();
        }

        @Override
        public List<Permission> permissions() {
            return tool.permissions();
        }
    }

    record Write(String from, ActionTool tool) implements Offer {
        @Override
        public ToolSpec spec() {
            return tool.spec();
        }

        @Override
        public List<Permission> permissions() {
            return tool.permissions();
        }
    }

    /** Empty if the tool is offered. */
    default Optional<Withheld> withheldFrom(Authority authority) {
        String name = spec().name();
        if (authority.allowed().isPresent() && !authority.allowed().get().contains(name)) {
            return Optional.of(new Withheld(name, "not among the tools of " + authority.origin()));
        }
        if (this instanceof Write && !authority.level().includes(Level.OPERATOR)) {
            return Optional.of(new Withheld(name, "actions need the level operator"));
        }
        List<Permission> missing = permissions().stream()
                .filter(permission -> !permission.type().equals(Permission.ANY))
                .filter(permission -> !authority.access().granted(permission))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Withheld(
                        name,
                        "the cluster does not allow: "
                                + missing.stream().map(Permission::toString).collect(Collectors.joining(", "))));
    }
}
