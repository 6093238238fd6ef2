package dev.midwatch.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Access to the cluster.
 *
 * @param namespaces        only these; empty: all
 * @param excludeNamespaces never these
 * @param pageSize          objects per list request
 * @param qps               requests a second, at most
 * @param mirror            whether a gateway follows the cluster, instead of listing everything in each cycle
 */
public record KubernetesConfig(
        Optional<Path> kubeconfig,
        Optional<String> context,
        List<String> namespaces,
        List<String> excludeNamespaces,
        int pageSize,
        double qps,
        boolean mirror) {
    /** The namespaces that are looked at, in order; empty: all. */
    public List<String> watched() {
        return namespaces.stream()
                .filter(each -> !excludeNamespaces.contains(each))
                .distinct()
                .sorted()
                .toList();
    }

    static KubernetesConfig defaults() {
        return new KubernetesConfig(Optional.empty(), Optional.empty(), List.of(), List.of(), 5_000, 50, true);
    }

    public KubernetesConfig {
        Objects.requireNonNull(kubeconfig, "kubeconfig");
        Objects.requireNonNull(context, "context");
        namespaces = List.copyOf(namespaces);
        excludeNamespaces = List.copyOf(excludeNamespaces);
        InvalidValue.requireAtLeast("page_size", pageSize, 1);
        InvalidValue.requireAtLeast("qps", qps, 0.1);
    }
}
