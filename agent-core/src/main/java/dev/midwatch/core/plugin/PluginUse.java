package dev.midwatch.core.plugin;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps plugins open while somebody works with what they brought, also between two calls: a run has the tools it began with. */
public final class PluginUse implements AutoCloseable {
    private final List<InFlight.Pass> passes;

    private PluginUse(List<InFlight.Pass> passes) {
        this.passes = passes;
    }

    /**
     * From now until it is closed.
     *
     * @param who   as told when a plugin that was taken out has to wait
     * @param parts checks, tools, actions; what no plugin brought is passed over, and so is what is closed already: a call of it says so
     */
    public static PluginUse of(String who, Collection<?> parts) {
        return new PluginUse(parts.stream()
                .flatMap(part -> PluginPart.of(part).stream())
                .map(PluginPart::calls)
                .distinct()
                .flatMap(calls -> begin(calls, who).stream())
                .toList());
    }

    private static Optional<InFlight.Pass> begin(InFlight calls, String who) {
        try {
            return Optional.of(calls.begin(who));
        } catch (IllegalStateException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        passes.forEach(InFlight.Pass::close);
    }
}
