package dev.midwatch.core.trace;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Makes everything that a gateway runs, lets it tick once, and ends. */
final class QuietKernel {
    private QuietKernel() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("quiet-kernel");
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:9"}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """);
        Home home = new Home(directory.resolve("home"));
        home.prepare();
        try (Kernel kernel = Kernel.of(new KernelOptions(
                home,
                System.getenv(),
                Map.of("kubernetes.kubeconfig", kubeconfig.toString()),
                Files.createDirectory(directory.resolve("plugins")),
                Clock.systemUTC(),
                System.out,
                Optional.empty(),
                false,
                Runnable::run))) {
            kernel.get(Scheduler.class).tick();
        }
    }
}
