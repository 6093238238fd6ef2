package dev.midwatch.core.watch;

import dev.midwatch.core.config.ActionsConfig;
import java.util.function.Supplier;

/** The operator's decisions about actions as they are in force now; a good edit of the configuration replaces them. */
public final class LiveActions implements Supplier<ActionsConfig> {
    private volatile ActionsConfig config;

    public LiveActions(ActionsConfig config) {
        this.config = config;
    }

    public void replace(ActionsConfig other) {
        config = other;
    }

    @Override
    public ActionsConfig get() {
        return config;
    }
}
