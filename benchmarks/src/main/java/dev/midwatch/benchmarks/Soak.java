package dev.midwatch.benchmarks;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.ChatListener;
import dev.midwatch.core.view.Said;
import dev.midwatch.core.view.View;
import dev.midwatch.core.watch.CardReconciler;
import dev.midwatch.core.watch.Verifier;
import dev.midwatch.simulator.clock.SimulatedClock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Three days in minutes: the seeded jobs on a simulated cluster whose clock is moved from one thing that is due to the next, a workload that
 * crashes and recovers every six hours, and a conversation every hour. Tells what the process holds as time goes by; cluster and model are in
 * another.
 */
public final class Soak {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int HOURS = 72;
    private static final int ROW = 6;

    private Soak() {}

    /** @param args a new directory, and the plugins of an installed Midwatch */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        SimulatedClock clock = SimulatedClock.standing(START);
        try (Surroundings surroundings = Surroundings.start(START, directory.resolve("kubeconfig"));
                Kernel kernel = kernel(directory, Path.of(args[1]), clock, surroundings.modelUrl())) {
            JobCatalog jobs = kernel.get(JobCatalog.class);
            jobs.jobs().forEach(job -> jobs.edit(job.name(), Map.of("deliver", "console")));
            System.out.println(
                    "| hour | RSS | heap after collection | threads | open files | store | runs |\n| --- | --- | --- | --- | --- | --- | --- |");
            for (int hour = 1; hour <= HOURS; hour++) {
                live(kernel, clock, surroundings, hour);
                if (hour % ROW == 0) {
                    System.out.println(row(hour, directory, kernel));
                }
            }
        }
    }

    private static Kernel kernel(Path directory, Path plugins, SimulatedClock clock, String modelUrl)
            throws IOException {
        Home home = new Home(directory.resolve("home"));
        Files.createDirectories(home.directory());
        Files.writeString(home.config(), """
                timezone: UTC
                model: {default: scripted, base_url: "%s"}
                """.formatted(modelUrl));
        home.prepare();
        return Kernel.of(new KernelOptions(
                home,
                Map.of("USER", "soak"),
                Map.of("kubernetes.kubeconfig", directory.resolve("kubeconfig").toString(), "kubernetes.qps", "10000"),
                plugins,
                clock,
                new PrintStream(OutputStream.nullOutputStream()),
                Optional.empty(),
                false,
                Runnable::run));
    }

    /** One hour, with a question in it, and now and then a crash. */
    private static void live(Kernel kernel, SimulatedClock clock, Surroundings surroundings, int hour) {
        if (hour % ROW == 1) {
            surroundings.inject("""
                    crash:
                      workload: shop/shop
                      exit-code: 1
                      after: 12s
                      log: ['panic: no usable database connection']""");
        } else if (hour % ROW == 3) {
            surroundings.inject("heal: {workload: shop/shop}");
        }
        surroundings.says("The shop is what the findings say, number " + hour + ".");
        Instant end = clock.instant().plus(Duration.ofHours(1));
        for (Instant next = act(kernel); next.isBefore(end); next = act(kernel)) {
            surroundings.advanceTo(next);
            clock.advanceTo(next);
        }
        surroundings.advanceTo(end);
        clock.advanceTo(end);
        kernel.get(View.class)
                .chat()
                .say(
                        Said.of(
                                Optional.empty(),
                                "How is the shop in hour " + hour + "?",
                                new Actor("soak", Level.OPERATOR)),
                        ChatListener.NOBODY);
    }

    private static Instant act(Kernel kernel) {
        Instant next = kernel.get(Scheduler.class).tick();
        kernel.get(Verifier.class).look();
        kernel.get(CardReconciler.class).reconcile();
        kernel.get(Couriers.class).deliverDue();
        return next;
    }

    private static String row(int hour, Path directory, Kernel kernel) throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
        long threads = status("Threads:");
        long rss = status("VmRSS:") >> 10;
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return "| %d | %d MB | %d MB | %d | %d | %d KB | %d |"
                    .formatted(
                            hour,
                            rss,
                            heap,
                            threads,
                            files.count(),
                            Files.size(directory.resolve("home/state.db")) >> 10,
                            kernel.get(RunStore.class).recent(100_000).size());
        }
    }

    private static long status(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
