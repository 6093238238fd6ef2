package dev.midwatch.cli;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.backup.HomeRestore;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.chat.People;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.core.plugin.Plugins;
import dev.midwatch.core.store.HomeLock;
import dev.midwatch.core.watch.CheckCatalog;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Run the watch until it is told to stop: jobs on their schedules, messages delivered, answers heard.")
final class GatewayRunCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(
            names = "--simulate",
            paramLabel = "SCENARIO",
            description = "Watch a simulated cluster: demo, healthy, or a scenario file.")
    private String simulate;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> environment = System.getenv();
        Home home = home(environment);
        carryOutRestore(home);
        home.prepare(environment);
        home.requireWritable();
        try (HomeLock lock = HomeLock.acquire(home.directory(), "gateway run");
                Simulated simulated = simulate == null
                        ? null
                        : Simulated.start(simulate, Clock.systemUTC().instant(), 1)) {
            if (simulated != null) {
                global.useKubeconfig(simulated.kubeconfig());
            }
            Clock clock = simulated == null
                    ? Clock.systemUTC()
                    : simulated.simulation().clock();
            keepWatch(home, environment, clock);
            return 0;
        }
    }

    /** One that was left for the start, or broken off. */
    private void carryOutRestore(Home home) {
        try {
            new HomeRestore(home, Clock.systemUTC())
                    .carryOut()
                    .ifPresent(kept -> note("a backup was brought in; what was here before is in " + kept));
        } catch (IOException e) {
            throw new UncheckedIOException("the restore into %s cannot be carried out".formatted(home), e);
        }
    }

    /** What is learned of a simulated cluster is kept apart: it must not mix with what is known of a real one. */
    private Home home(Map<String, String> environment) {
        Home own = Home.locate(environment, global.home());
        return simulate == null ? own : new Home(own.directory().resolve("simulated"));
    }

    private void keepWatch(Home home, Map<String, String> environment, Clock clock) throws InterruptedException {
        ExecutorService workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "worker");
            thread.setDaemon(true);
            return thread;
        });
        KernelOptions base = Workspace.options(global, home, environment, clock);
        Optional<Reader> input = System.console() == null
                ? Optional.empty()
                : Optional.of(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        KernelOptions options = new KernelOptions(
                home,
                environment,
                base.flags(),
                base.shippedPlugins(),
                clock,
                base.console(),
                input,
                base.colours(),
                workers);
        Kernel kernel = Kernel.of(options);
        kernel.begin(workers);
        kernel.get(LivePlugins.class).current().requireGoodSections();
        Watchkeeper watch =
                new Watchkeeper(kernel, kernel.get(LiveConfig.class), new PluginStates(home), clock, this::note);
        Future<Surfaces> starting = workers.submit(() -> Surfaces.start(kernel, home, clock, workers));
        greet(kernel, home.directory());
        Surfaces surfaces = Surfaces.started(starting);
        surfaces.addresses(kernel.get(Config.class)).forEach(this::note);
        // Whoever asks is turned away before what would answer is closed.
        Ending.prepare(() -> {
            try {
                surfaces.close();
            } finally {
                watch.close();
            }
        });
        watch.keep();
    }

    private void greet(Kernel kernel, Path home) {
        Plugins plugins = kernel.get(LivePlugins.class).current();
        plugins.problems().forEach(problem -> note("left out " + problem));
        kernel.get(Config.class).sections().notices().forEach(this::note);
        doubts(kernel).forEach((doubt, jobs) -> note("%s, named by %s".formatted(doubt, String.join(", ", jobs))));
        Cluster cluster = kernel.get(Cluster.class);
        note("watching %s (%s) with %d jobs and %d checks; silent while all is well"
                .formatted(
                        cluster.server(),
                        version(cluster),
                        kernel.get(JobCatalog.class).jobs().size(),
                        kernel.get(CheckCatalog.class).all().size()));
        if (simulate != null) {
            note("this watch is kept in %1$s: `midwatch gateway status --home %1$s`".formatted(home));
        }
        kernel.get(People.class)
                .deserted()
                .forEach(channel -> note("nobody may ask or command Midwatch through %s: set %s"
                        .formatted(channel, kernel.get(People.class).howToAllow(channel))));
        if (kernel.get(Config.class).model().name().isEmpty()) {
            note("no model is configured: findings are told without one");
        }
    }

    /** What jobs name and nobody brings, with the names of the jobs: it may come with a plugin, or be a slip. */
    private static Map<String, List<String>> doubts(Kernel kernel) {
        Map<String, List<String>> doubts = new LinkedHashMap<>();
        for (JobDefinition job : kernel.get(JobCatalog.class).jobs()) {
            Stream.concat(
                            kernel.get(CheckCatalog.class).missing(job.checks()).stream()
                                    .map(gap -> "check %s: %s".formatted(gap.check(), gap.why())),
                            kernel.get(Channels.class).problem(job.deliver()).stream())
                    .forEach(doubt -> doubts.computeIfAbsent(doubt, first -> new ArrayList<>())
                            .add(job.name()));
        }
        return doubts;
    }

    private static String version(Cluster cluster) {
        try {
            return cluster.version();
        } catch (ClusterException e) {
            return "not answering: " + e.getMessage();
        }
    }

    private void note(String text) {
        global.terminal().note("midwatch: " + text);
    }
}
