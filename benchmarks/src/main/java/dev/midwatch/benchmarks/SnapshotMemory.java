package dev.midwatch.benchmarks;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.kube.Snapshot;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.skills.k8s.KubernetesPlugin;
import dev.midwatch.testkit.TestContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Time and heap of one snapshot of a large cluster, with the permissions that the checks of skills-k8s declare. */
public final class SnapshotMemory {
    private SnapshotMemory() {}

    public static void main(String[] arguments) throws Exception {
        int pods = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        List<Permission> needs = new KubernetesPlugin()
                .skills(TestContext.in(Path.of("."))).stream()
                        .flatMap(skill -> skill.checks().stream())
                        .flatMap(check -> check.permissions().stream())
                        .toList();
        Process server = serve(pods);
        Path kubeconfig = Files.createTempFile("benchmark", ".yaml");
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            Files.writeString(kubeconfig, kubeconfig(said.readLine()));
            try (Cluster cluster = Cluster.connect(settings(kubeconfig))) {
                measure(cluster, needs, pods);
            }
        } finally {
            server.destroy();
            Files.delete(kubeconfig);
        }
    }

    private static void measure(Cluster cluster, List<Permission> needs, int pods) {
        long before = used();
        long from = System.nanoTime();
        Snapshot snapshot = cluster.snapshot(needs, SnapshotScope.EVERYTHING);
        long millis = Duration.ofNanos(System.nanoTime() - from).toMillis();
        long after = used();
        Coverage coverage = snapshot.coverage();
        boolean whole = coverage.lookedAt().contains(new Coverage.LookedAt(ResourceType.PODS.toString(), pods));
        System.out.printf(
                "%d pods, %d requests, %.1f MB read in %d ms; heap %.1f MB, of at most %d MB%s%n",
                pods,
                cluster.requests().count(),
                cluster.requests().bytes() / 1e6,
                millis,
                (after - before) / 1e6,
                Runtime.getRuntime().maxMemory() >> 20,
                whole ? "" : "; NOT WHOLE: " + coverage);
        if (!whole) {
            throw new IllegalStateException("the snapshot is not whole");
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static ClusterSettings settings(Path kubeconfig) {
        return new ClusterSettings(
                Optional.of(kubeconfig),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                2_500,
                50,
                ClusterSettings.DEFAULT_DEADLINE);
    }

    private static Process serve(int pods) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PodServer.class.getName(),
                        Integer.toString(pods))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String kubeconfig(String port) {
        return """
                apiVersion: v1
                kind: Config
                current-context: benchmark
                contexts: [{name: benchmark, context: {cluster: benchmark, user: benchmark}}]
                users: [{name: benchmark, user: {token: benchmark-token}}]
                clusters: [{name: benchmark, cluster: {server: "http://127.0.0.1:%s"}}]
                """.formatted(port);
    }
}
