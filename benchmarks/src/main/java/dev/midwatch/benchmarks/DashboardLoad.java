package dev.midwatch.benchmarks;

import dev.midwatch.core.store.Database;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The dashboard of a gateway whose store is full: how soon its first page comes, how heavy it is, and what many who look at it cost.
 * Run by {@code benchmarks/dashboard.sh}.
 */
public final class DashboardLoad {
    private static final int FINDINGS = 10_000;
    private static final int TURNS = 100_000;
    private static final int PAGES = 1_000;
    private static final int VIEWERS = 500;
    private static final int CHANGES = 20;

    private DashboardLoad() {}

    /** The program's script, a directory to work in, and a free port. */
    public static void main(String[] args) throws Exception {
        Path home = Files.createDirectories(Path.of(args[1]));
        int port = Integer.parseInt(args[2]);
        try (Simulation simulation = Simulation.start(Scenario.builtIn("healthy"), Instant.now(), 1, 1)) {
            Path kubeconfig = home.resolve("kubeconfig");
            Files.writeString(kubeconfig, simulation.kubeconfig());
            Files.writeString(home.resolve("config.yaml"), """
                    dashboard: {enabled: true, port: %d, basic_auth: {username: ann, password: test-password}}
                    """.formatted(port));
            FullStore.fill(home.resolve("state.db"), FINDINGS, TURNS);
            try (GatewayProcess gateway = GatewayProcess.start(Path.of(args[0]), kubeconfig.toString(), home)) {
                DashboardClient client = DashboardClient.signIn(port, "ann", "test-password");
                for (String path : List.of("/", "/findings", "/sessions")) {
                    pages(client, path, PAGES);
                }
                // Every turn holds one of these words, and one turn the other.
                pages(client, "/sessions?q=restart", PAGES / 20);
                pages(client, "/sessions?q=shop-4711", PAGES);
                viewers(client, gateway, home.resolve("state.db"));
            }
        }
    }

    private static void pages(DashboardClient client, String path, int times) throws Exception {
        long[] nanos = new long[times];
        int bytes = 0;
        for (int i = -times / 5; i < times; i++) {
            long start = System.nanoTime();
            bytes = client.get(path);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        System.out.printf("%-22s %d KB compressed; %s%n", path, bytes >> 10, Percentiles.of(nanos));
    }

    private static void viewers(DashboardClient client, GatewayProcess gateway, Path store) throws Exception {
        long before = gateway.residentBytes();
        List<LiveViewer> viewers = client.watch(VIEWERS);
        TimeUnit.SECONDS.sleep(5);
        long after = gateway.residentBytes();
        long[] slowest = new long[CHANGES];
        try (Database database = Database.open(store)) {
            for (int change = 0; change < CHANGES; change++) {
                TimeUnit.SECONDS.sleep(1);
                viewers.forEach(LiveViewer::forget);
                // As a command beside the gateway writes; one finding less is heard of.
                database.update(
                        "INSERT INTO silences (matchers, until, by, why, created) VALUES ('{\"name\":\"shop-%d\"}', ?, 'bench', '', ?)"
                                .formatted(change * 4),
                        Instant.now().plus(Duration.ofHours(1)),
                        Instant.now());
                long start = System.nanoTime();
                for (LiveViewer viewer : viewers) {
                    slowest[change] = Math.max(slowest[change], viewer.awaitNews() - start);
                }
            }
        }
        System.out.printf(
                "%d viewers add %d MB to %d MB; the last of them has a change after %s%n",
                viewers.size(), (after - before) >> 20, before >> 20, Percentiles.of(slowest));
    }
}
