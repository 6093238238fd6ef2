package dev.midwatch.dashboard;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.view.View;
import dev.midwatch.core.watch.CardReconciler;
import dev.midwatch.core.watch.Verifier;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is looked at in tests: a kernel with the skills' plugins and a real store, watching a simulated cluster whose clock is advanced by
 * hand. The story is that of {@code midwatch demo}: at 20 minutes shop/shop begins to crash and a repair is proposed.
 */
public final class Stage implements AutoCloseable {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    public final Simulation simulation;
    public final Kernel kernel;
    public final Home home;

    private Stage(Path directory, String scenario, String config) {
        simulation = Simulation.start(Scenario.builtIn(scenario), Instant.parse("2026-03-02T00:00:00Z"), 0, 1);
        home = new Home(directory.resolve("home"));
        Path kubeconfig = directory.resolve("kubeconfig");
        try {
            Files.createDirectories(home.directory());
            Files.writeString(home.config(), config);
            Files.writeString(kubeconfig, simulation.kubeconfig());
            home.prepare();
            kernel = Kernel.of(new KernelOptions(
                    home,
                    Map.of("USER", "tester"),
                    Map.of("kubernetes.kubeconfig", kubeconfig.toString(), "kubernetes.qps", "10000"),
                    plugins(directory.resolve("plugins")),
                    simulation.clock(),
                    new PrintStream(OutputStream.nullOutputStream()),
                    Optional.empty(),
                    false,
                    Runnable::run));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Nothing is killed here, and waiting for the disk would tell nothing.
        kernel.get(Database.class).update("PRAGMA synchronous = OFF");
        JobCatalog jobs = kernel.get(JobCatalog.class);
        jobs.jobs().forEach(job -> jobs.edit(job.name(), Map.of("deliver", "console")));
    }

    /** The cluster of the demo, at its first minute. */
    public static Stage demo(Path directory) {
        return demo(directory, "timezone: UTC\n");
    }

    /** @param config what {@code config.yaml} holds */
    public static Stage demo(Path directory, String config) {
        return new Stage(directory, "demo", config);
    }

    /** A cluster to which nothing happens. */
    public static Stage healthy(Path directory) {
        return new Stage(directory, "healthy", "timezone: UTC\n");
    }

    public View view() {
        return kernel.get(View.class);
    }

    /** Lets the watch go on, minute by minute. */
    public Stage minutes(int count) {
        for (int minute = 0; minute < count; minute++) {
            simulation.advance(MINUTE);
            kernel.get(Scheduler.class).tick();
            kernel.get(Verifier.class).look();
            kernel.get(CardReconciler.class).reconcile();
            kernel.get(Couriers.class).deliverDue();
        }
        return this;
    }

    /** As they were built before this module. */
    private static Path plugins(Path directory) throws IOException {
        for (String name : List.of(
                "skills-k8s", "skills-argocd", "skills-certmanager", "skills-helm", "skills-lint", "skills-addons")) {
            Path into = Files.createDirectories(directory.resolve(name));
            try (Stream<Path> built = Files.list(Path.of("..", name, "target"))) {
                Path jar = built.filter(
                                file -> file.getFileName().toString().matches(name + "-[^-]*(-SNAPSHOT)?\\.jar"))
                        .findFirst()
                        .orElseThrow(() -> new IOException(name + " is not built yet"));
                Files.copy(jar, into.resolve(jar.getFileName()));
            }
        }
        return directory;
    }

    @Override
    public void close() {
        kernel.close();
        simulation.close();
    }
}
