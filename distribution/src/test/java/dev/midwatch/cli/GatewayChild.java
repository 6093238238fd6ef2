package dev.midwatch.cli;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.store.HomeLock;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The gateway as its command makes it, in a process of its own and on a clock that runs fast. */
public final class GatewayChild {
    public static final String READY = "ready";
    /** Said when a run has begun. */
    static final String BUSY = "busy";
    /** A minute lasts half a second. */
    public static final int FASTER = 120;

    private GatewayChild() {}

    public static Kernel kernel(Path directory, Path kubeconfig, Clock clock) {
        Home home = new Home(directory);
        home.prepare();
        return Kernel.of(options(home, kubeconfig, clock));
    }

    /** What begins such a process; the two moments are the same one, in reality and in the cluster. */
    public static List<String> command(Path home, Path kubeconfig, Instant real, Instant shown) {
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayChild.class.getName(),
                home.toString(),
                kubeconfig.toString(),
                real.toString(),
                shown.toString());
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

    /** Data directory, kubeconfig, and two moments that are the same one: in reality and in the cluster. */
    public static void main(String[] args) throws InterruptedException {
        Home home = new Home(Path.of(args[0]));
        Clock clock = new FastClock(Instant.parse(args[2]), Instant.parse(args[3]));
        try (HomeLock lock = HomeLock.acquire(home.directory(), "gateway run")) {
            KernelOptions options = options(home, Path.of(args[1]), clock);
            Kernel kernel = Kernel.of(options);
            LiveConfig config = new LiveConfig(home, options.environment(), options.flags(), any -> {});
            Watchkeeper watch = new Watchkeeper(kernel, config, clock, System.err::println);
            Runtime.getRuntime().addShutdownHook(new Thread(watch::close, "stop"));
            System.out.println(READY);
            Thread teller = new Thread(() -> tellRuns(kernel.get(RunStore.class)), "tell-runs");
            teller.setDaemon(true);
            teller.start();
            watch.keep();
        }
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
        private final Instant real;
        private final Instant shown;

        FastClock(Instant real, Instant shown) {
            this.real = real;
            this.shown = shown;
        }

        @Override
        public Instant instant() {
            return shown.plus(
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
