package dev.midwatch.core.tool;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One registered tool: who brought it, and whether an authority may see it. */
sealed interface Offer {
    /** The skill that brought it, or {@code midwatch}. */
    String from();

    ToolSpec spec();

    List<Permission> permissions();

    /** The tool itself. */
    Object brought();

    /** Holds the arguments of a call against its schema, which is read once for all sessions. */
    ArgumentCheck check();

    record Read(String from, Tool tool, ArgumentCheck check) implements Offer {
        Read(String from, Tool tool) {
            this(from, tool, new ArgumentCheck(tool.spec()));
        }

        @Override
        public ToolSpec spec() {
            return tool.spec();
        }

        @Override
        public List<Permission> permissions() {
            return tool.permissions();
        }

        @Override
        public Object brought() {
            return tool;
        }
    }

    record Write(String from, ActionTool tool, ArgumentCheck check) implements Offer {
        Write(String from, ActionTool tool) {
            this(from, tool, new ArgumentCheck(tool.spec()));
        }

        @Override
        public ToolSpec spec() {
            return tool.spec();
        }

        @Override
        public List<Permission> permissions() {
            return tool.permissions();
        }

        @Override
        public Object brought() {
            return tool;
        }
    }

    /** The least level it is offered to. */
    default Level least() {
        if (this instanceof Write) {
            return Level.OPERATOR;
        }
        return this instanceof Read read && read.tool() instanceof Restricted restricted
                ? restricted.least()
                : Level.VIEWER;
    }

    /**
     * Empty if the tool is offered. What the cluster is not needed for is asked first: a viewer is not told which rights are missing.
     *
     * @param never why an action cannot happen at all now
     */
    default Optional<Withheld> withheldFrom(Authority authority, Function<String, Optional<String>> never) {
        return unlisted(authority)
                .or(() -> beneath(authority))
                .or(() -> this instanceof Write ? never.apply(spec().name()) : Optional.empty())
                .or(() -> ungranted(authority.access()))
                .map(reason -> new Withheld(spec().name(), reason));
    }

    /** Why it is offered to whom it is offered to, in a person's words. */
    default String grounds(Authority authority) {
        String who = "the level %s suffices".formatted(least().name().toLowerCase(Locale.ROOT));
        String listed = authority.allowed().isPresent() ? ", it is among the tools of " + authority.origin() : "";
        String granted = needed().stream().map(Permission::toString).collect(Collectors.joining(", "));
        return who + listed + (granted.isEmpty() ? "" : ", and the cluster allows " + granted);
    }

    private Optional<String> unlisted(Authority authority) {
        return authority
                .allowed()
                .filter(names -> !names.contains(spec().name()))
                .map(names -> "not among the tools of " + authority.origin());
    }

    private Optional<String> beneath(Authority authority) {
        String what = this instanceof Write ? "actions need" : "it needs";
        return authority.level().includes(least())
                ? Optional.empty()
                : Optional.of("%s the level %s".formatted(what, least().name().toLowerCase(Locale.ROOT)));
    }

    private Optional<String> ungranted(Access access) {
        List<String> missing = needed().stream()
                .flatMap(permission -> access.refusal(permission).stream())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("the cluster does not allow: %s; what midwatch rbac manifest%s prints grants it"
                        .formatted(String.join(", ", missing), this instanceof Write ? " --with-actions" : ""));
    }

    /** A tool that reads whatever may be read does without any one of its reads: each is judged by itself. */
    private List<Permission> needed() {
        boolean choosy = permissions().stream().noneMatch(one -> one.type().equals(Permission.ANY));
        return permissions().stream()
                .filter(one -> choosy || !one.verb().reads())
                .toList();
    }
}
