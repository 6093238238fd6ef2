package dev.midwatch.cli;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.chat.Conversations;
import dev.midwatch.core.chat.People;
import dev.midwatch.core.config.CheckSettings;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.LiveActions;
import dev.midwatch.core.watch.LivePolicy;

/** Puts in force what the configuration says of the checks and channels there are, whichever of the two has changed. */
final class SettingsInForce {
    private final Kernel kernel;
    private final LiveConfig config;

    SettingsInForce(Kernel kernel, LiveConfig config) {
        this.kernel = kernel;
        this.config = config;
    }

    /** By one thread at a time, or the older of two sets could be put last. */
    synchronized void take() {
        Config current = config.current();
        kernel.get(People.class).replace(current);
        kernel.get(Conversations.class).peopleHaveChanged();
        kernel.get(LivePolicy.class)
                .replace(CheckSettings.ofThose(
                        current, kernel.get(CheckCatalog.class).checks()));
        kernel.get(LiveActions.class).replace(current.actions());
    }
}
