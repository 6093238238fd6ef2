package dev.midwatch.core.plugin;

import dev.midwatch.core.config.Config;
import java.util.Objects;
import java.util.Optional;

/**
 * One of the operator's plugins.
 *
 * @param print   what its jars looked like when they were judged
 * @param running what is in force, perhaps of an earlier jar
 * @param problem why what stands there is not
 * @param section what its section of config.yaml held then
 */
record OwnPlugin(PluginPrint print, Optional<RunningPlugin> running, Optional<PluginProblem> problem, Object section) {
    static OwnPlugin running(PluginPrint print, RunningPlugin plugin, Config config) {
        Optional<RunningPlugin> running = Optional.of(plugin);
        return new OwnPlugin(print, running, Optional.empty(), section(running, config));
    }

    static Object section(Optional<RunningPlugin> running, Config config) {
        return running.map(one -> config.sections()
                        .values(one.loaded().shortName(), one.loaded().isOfChannel()))
                .orElse("");
    }

    boolean sectionIsOther(Config now) {
        return !Objects.equals(section, section(running, now));
    }
}
