package dev.midwatch.core.plugin;

import dev.midwatch.core.plugin.PluginChange.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The plugins that were replaced or removed: each is closed once nothing uses it, or after as long as a run may take. */
final class Departures {
    static final Duration PATIENCE = Duration.ofMinutes(20);

    private final PluginFiles files;
    private final InstantSource clock;
    private final List<Departure> waiting = new CopyOnWriteArrayList<>();

    private record Departure(RunningPlugin plugin, Instant since) {}

    Departures(PluginFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    void add(RunningPlugin plugin) {
        waiting.add(new Departure(plugin, clock.instant()));
    }

    List<PluginChange> closeWhatIsIdle() {
        List<PluginChange> changes = new ArrayList<>();
        for (Departure one : waiting) {
            RunningPlugin plugin = one.plugin();
            boolean idle = plugin.calls().closeIfIdle();
            if (idle || !clock.instant().isBefore(one.since().plus(PATIENCE))) {
                plugin.calls().close();
                changes.add(idle ? closed(plugin) : cutOff(plugin));
                waiting.remove(one);
                plugin.end();
                files.release(plugin.code());
            }
        }
        return changes;
    }

    private static PluginChange closed(RunningPlugin plugin) {
        return new PluginChange(
                Kind.CLOSED, "nothing of plugin " + plugin.loaded().title() + " runs any more; it is closed");
    }

    private static PluginChange cutOff(RunningPlugin plugin) {
        return new PluginChange(
                Kind.CUT_OFF,
                "plugin %s is closed although it is still in use after %d minutes: %s"
                        .formatted(
                                plugin.loaded().title(),
                                PATIENCE.toMinutes(),
                                String.join(", ", plugin.calls().running())));
    }

    List<LeavingPlugin> list() {
        return waiting.stream()
                .map(one -> new LeavingPlugin(
                        one.plugin().loaded(), one.plugin().calls().running()))
                .toList();
    }

    void endAll() {
        waiting.forEach(one -> one.plugin().end());
        waiting.clear();
    }
}
