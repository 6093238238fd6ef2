package dev.midwatch.cli;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.store.HomeLock;
import dev.midwatch.core.watch.Verifier;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gateway as its command makes it, in a process of its own and on a clock that runs fast. */
public final class GatewayChild {
    public static final String READY = "ready";
    /** Said when a run has begun. */
    static final String BUSY = "busy";
    /** A minute lasts half a second. */
    public static final int FASTER = 120;

    private static final List<String> START = start();

    private GatewayChild() {}

    /** The archive of classes that was made for the program serves whoever has the same jars first, and then others. */
    private static List<String> start() {
        Path program = Path.of("target", "midwatch").toAbsolutePath();
        Path lib = program.resolve("lib");
        Stream<String> first =
                Stream.of("distribution", "agent-core", "sqlite-jdbc").map(name -> jar(lib, name));
        Stream<String> others = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !Files.exists(lib.resolve(Path.of(path).getFileName())));
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:SharedArchiveFile="
                        + program.resolve("classes-%s.jsa".formatted(System.getProperty("java.version"))),
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Xbootclasspath/a:" + jar(lib, "picocli"),
                "-cp",
                Stream.of(first, Stream.of(lib + "/*"), others)
                        .flatMap(Function.identity())
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    private static String jar(Path lib, String name) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, name + "-[0-9]*.jar")) {
            return jars.iterator().next().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Kernel kernel(Path directory, Path kubeconfig, Clock clock) {
        Home home = new Home(directory);
        home.prepare();
        return Kernel.of(options(home, kubeconfig, clock));
    }

    /**
     * What begins such a process.
     *
     * @param real  the same moment as the shown one; empty: the clock stands still until it is said in a line of standard input
     * @param shown a moment in the cluster
     * @param hurry whether it looks every minute of its fast clock, and not of ours
     */
    public static List<String> command(
            Path home, Path kubeconfig, Optional<Instant> real, Instant shown, boolean hurry) {
        return Stream.concat(
                        START.stream(),
                        Stream.of(
                                GatewayChild.class.getName(),
                                home.toString(),
                                kubeconfig.toString(),
                                shown.toString(),
                                real.map(Instant::toString).orElse(""),
                                Boolean.toString(hurry)))
                .toList();
    }

    private static KernelOptions options(Home home, Path kubeconfig, Clock clock) {
        return new KernelOptions(
                home,
                Map.of(),
                Map.of("kubernetes.kubeconfig", kubeconfig.toString(), "kubernetes.qps", "10000"),
                Path.of("target", "midwatch", "plugins"),
                clock,
                new PrintStream(OutputStream.nullOutputStream()),
                Optional.empty(),
                false,
                Executors.newCachedThreadPool());
    }

    /** What {@link #command} says. */
    public static void main(String[] args) throws InterruptedException {
        Home home = new Home(Path.of(args[0]));
        FastClock clock = new FastClock(Instant.parse(args[2]));
        if (args[3].isEmpty()) {
            beside("clock", () -> clock.runSince(line()));
        } else {
            clock.runSince(Instant.parse(args[3]));
        }
        try (HomeLock lock = HomeLock.acquire(home.directory(), "gateway run")) {
            KernelOptions options = options(home, Path.of(args[1]), clock);
            Kernel kernel = Kernel.of(options);
            LiveConfig config = new LiveConfig(home, options.environment(), options.flags(), any -> {});
            Watchkeeper watch = new Watchkeeper(kernel, config, new PluginStates(home), clock, System.err::println);
            Runtime.getRuntime().addShutdownHook(new Thread(watch::close, "stop"));
            System.out.println(READY);
            beside("tell-runs", () -> tellRuns(kernel.get(RunStore.class)));
            if (Boolean.parseBoolean(args[4])) {
                beside("hurry", () -> hurry(kernel));
            }
            watch.keep();
        }
    }

    private static void beside(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The watch rests for real seconds; here a minute passes in half a one. */
    private static void hurry(Kernel kernel) {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1) / FASTER);
            kernel.get(Scheduler.class).tick();
            kernel.get(Verifier.class).look();
        }
    }

    private static Instant line() {
        return Instant.parse(new Scanner(System.in, StandardCharsets.UTF_8).nextLine());
    }

    /** So that who aims at a run need not look into the store, which would keep it from being recovered. */
    private static void tellRuns(RunStore runs) {
        long told = 0;
        while (!Thread.currentThread().isInterrupted()) {
            for (Run run : runs.unfinished()) {
                if (run.id() > told) {
                    told = run.id();
                    System.out.println(BUSY);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** The same in every process that begins it at the same moment. */
    private static final class FastClock extends Clock {
        private final Instant shown;
        private volatile Instant real;

        FastClock(Instant shown) {
            this.shown = shown;
        }

        void runSince(Instant moment) {
            real = moment;
        }

        @Override
        public Instant instant() {
            return real == null
                    ? shown
                    : shown.plus(
                            Duration.between(real, Clock.systemUTC().instant()).multipliedBy(FASTER));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
