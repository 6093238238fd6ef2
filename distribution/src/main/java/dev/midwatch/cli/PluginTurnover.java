package dev.midwatch.cli;

import dev.midwatch.api.Skill;
import dev.midwatch.api.check.Check;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.chat.DesertedChannels;
import dev.midwatch.core.config.CheckSettings;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.config.Problem;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.plugin.PluginChange;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.Lookout;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has plugins come and go while the watch goes on, with everything that follows from them. */
final class PluginTurnover {
    private static final Logger log = LoggerFactory.getLogger(PluginTurnover.class);

    private final Kernel kernel;
    private final LivePlugins plugins;
    private final LiveConfig config;
    private final SettingsInForce inForce;
    private final Consumer<String> notes;
    private final PluginStates states;
    private List<Map<String, Object>> told = List.of();
    /** Whether other plugins are in force than those that all this was done for. */
    private boolean due;

    /** @param notes what the person at the terminal should know */
    PluginTurnover(
            Kernel kernel, LiveConfig config, SettingsInForce inForce, PluginStates states, Consumer<String> notes) {
        this.kernel = kernel;
        this.plugins = kernel.get(LivePlugins.class);
        this.config = config;
        this.inForce = inForce;
        this.notes = notes;
        this.states = states;
    }

    /** Looks once; to be called every few seconds, always by the same thread. */
    void look() {
        try {
            List<PluginChange> changes = plugins.refresh(config.current(), this::require);
            changes.forEach(this::tell);
            due |= changes.stream().anyMatch(PluginChange::isSwap);
            if (due) {
                takeOver();
                due = false;
            }
            tellStates();
        } catch (RuntimeException e) {
            // Those in force stay in force; the next look tries again.
            log.error("the plugins could not be looked at", e);
        }
    }

    /** What a plugin must not have, besides what the loader sees. */
    private void require(LoadedPlugin plugin) {
        kernel.get(ToolRegistry.class).requireNames(plugin.skills());
        CheckSettings.ofThose(config.current(), checks(plugin));
        if (plugin.isOfChannel()) {
            config.current().sections().people(plugin.shortName());
        }
    }

    private static List<Check> checks(LoadedPlugin plugin) {
        return plugin.skills().stream().map(Skill::checks).flatMap(List::stream).toList();
    }

    private void takeOver() {
        Config current = config.current();
        List<Check> checks = kernel.get(CheckCatalog.class).checks();
        inForce.take();
        kernel.get(Couriers.class).follow();
        kernel.get(DesertedChannels.class).tell();
        kernel.get(JobCatalog.class)
                .seed(plugins.current().jobs())
                .refused()
                .forEach(problem -> notes.accept(problem.toString()));
        if (current.kubernetes().mirror()) {
            kernel.get(Lookout.class).begin();
        }
        CheckSettings.unknown(current, checks).stream().map(Problem::toString).forEach(notes);
        config.lookAgain();
    }

    private void tell(PluginChange change) {
        switch (change.kind()) {
            // What goes on behind the scenes; the person at the terminal heard of the plugin before.
            case CUT_OFF -> log.warn("{}", change.words());
            case CLOSED -> log.info("{}", change.words());
            default -> {
                log.info("{}", change.words());
                notes.accept(change.words());
            }
        }
    }

    /** For {@code plugins list}, which is another process. */
    private void tellStates() {
        List<Map<String, Object>> now = PluginRows.of(plugins);
        if (!now.equals(told)) {
            states.write(now);
            told = now;
        }
    }
}
