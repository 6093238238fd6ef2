package dev.midwatch.core;

import dev.midwatch.core.config.Home;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Where and how a kernel runs.
 *
 * @param home           the prepared data directory
 * @param environment    the process's
 * @param flags          settings given on the command line, by configuration path
 * @param shippedPlugins the directory of the plugins that ship
 * @param clock          the cluster's and the schedule's time; models are always waited for in real time
 * @param console        where the console channel prints
 * @param input          what people type, if anybody does
 * @param colours        whether the console shows colours
 * @param workers        where runs and conversations work
 */
public record KernelOptions(
        Home home,
        Map<String, String> environment,
        Map<String, String> flags,
        Path shippedPlugins,
        Clock clock,
        PrintStream console,
        Optional<Reader> input,
        boolean colours,
        Executor workers) {
    public KernelOptions {
        environment = Map.copyOf(environment);
        flags = Map.copyOf(flags);
    }
}
