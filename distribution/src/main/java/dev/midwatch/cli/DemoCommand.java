package dev.midwatch.cli;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.config.Home;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "The whole story on a simulated cluster: quiet, five things break, one is repaired with your approval.")
final class DemoCommand implements Callable<Integer> {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    @Mixin
    private GlobalOptions global;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description =
                    "So many simulated minutes a second (default: 8 on a terminal, as fast as it goes otherwise).")
    private Double speed;

    @Option(
            names = "--port",
            paramLabel = "P",
            description =
                    "Let the simulated cluster's API server listen at this port of the loopback address, for your own kubectl.")
    private int port;

    @Option(
            names = "--dashboard-port",
            paramLabel = "P",
            description =
                    "Serve the page at this port of the loopback address (default: 9119 on a terminal, or any free one if that is taken).")
    private Integer dashboardPort;

    @Override
    public Integer call() throws InterruptedException {
        if (speed != null && speed <= 0) {
            throw CliException.usage("--speed " + speed + ": more than 0 simulated minutes a second");
        }
        requirePort("--port", port);
        if (dashboardPort != null) {
            requirePort("--dashboard-port", dashboardPort);
        }
        try (TemporaryDirectory directory = TemporaryDirectory.of("demo");
                Simulated simulated = Simulated.start("demo", MIDNIGHT, 0, port)) {
            // Interrupted, it must not leave a copy of the secrets behind.
            Ending.prepare(directory::close);
            Home home = new Home(directory.path());
            takeOverModel(Home.locate(System.getenv(), global.home()), home);
            home.prepare();
            global.useKubeconfig(simulated.kubeconfig());
            if (port != 0) {
                global.terminal()
                        .line("look for yourself while it runs: kubectl --kubeconfig %s get pods -A"
                                .formatted(simulated.kubeconfig()));
            }
            KernelOptions options = options(home, simulated);
            try (Kernel kernel = Kernel.of(options);
                    DemoPage page = page(kernel, options)) {
                return new Demo(kernel, simulated, Simulated.load("demo"), global.terminal(), page, attended(), speed)
                        .play();
            }
        }
    }

    private DemoPage page(Kernel kernel, KernelOptions options) {
        return dashboardPort != null || attended()
                ? DemoPage.serve(kernel, options, Optional.ofNullable(dashboardPort))
                : DemoPage.none();
    }

    private static void requirePort(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw CliException.usage("%s %d: a port is a number from 1 to 65535".formatted(option, port));
        }
    }

    private static boolean attended() {
        return System.console() != null;
    }

    private KernelOptions options(Home home, Simulated simulated) {
        KernelOptions base = Workspace.options(
                global, home, System.getenv(), simulated.simulation().clock());
        Optional<Reader> input =
                attended() ? Optional.of(new InputStreamReader(System.in, StandardCharsets.UTF_8)) : Optional.empty();
        return new KernelOptions(
                home,
                base.environment(),
                // Four hours of questions in half a minute: a real API server would not be asked so quickly.
                Map.of("kubernetes.kubeconfig", simulated.kubeconfig().toString(), "kubernetes.qps", "10000"),
                base.shippedPlugins(),
                base.clock(),
                base.console(),
                input,
                base.colours(),
                base.workers());
    }

    /** With a model configured the same story is told by the model. */
    private static void takeOverModel(Home own, Home demo) {
        try {
            for (Path file : List.of(own.config(), own.env())) {
                if (Files.exists(file)) {
                    Files.copy(file, demo.directory().resolve(file.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the settings of " + own + " cannot be read", e);
        }
    }
}
