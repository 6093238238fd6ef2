package dev.midwatch.core.kube;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach the cluster.
 *
 * @param kubeconfig  the file that was asked for, by flag or configuration
 * @param context     the context that was asked for
 * @param environment process environment: {@code KUBECONFIG}, {@code KUBERNETES_SERVICE_HOST}, {@code HOME}
 * @param pageSize    objects per list request
 * @param qps         requests a second, at most
 * @param deadline    for each request, its whole answer included
 */
public record ClusterSettings(
        Optional<Path> kubeconfig,
        Optional<String> context,
        Map<String, String> environment,
        List<String> namespaces,
        List<String> excludeNamespaces,
        int pageSize,
        double qps,
        Duration deadline) {
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

    public ClusterSettings {
        environment = Map.copyOf(environment);
        namespaces = List.copyOf(namespaces);
        excludeNamespaces = List.copyOf(excludeNamespaces);
    }

    /** The cluster of one kubeconfig file, with defaults for everything else. */
    public static ClusterSettings of(Path kubeconfig) {
        return new ClusterSettings(
                Optional.of(kubeconfig), Optional.empty(), Map.of(), List.of(), List.of(), 5_000, 50, DEFAULT_DEADLINE);
    }

    public ClusterSettings deadline(Duration other) {
        return new ClusterSettings(
                kubeconfig, context, environment, namespaces, excludeNamespaces, pageSize, qps, other);
    }

    public SnapshotScope scope() {
        return new SnapshotScope(namespaces, excludeNamespaces);
    }
}
