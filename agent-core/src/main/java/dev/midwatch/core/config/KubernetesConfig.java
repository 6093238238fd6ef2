package dev.midwatch.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Access to the cluster. */
public record KubernetesConfig(
        @Description(
                "File that says where the cluster is and who asks; without it $KUBECONFIG, the pod's own account or ~/.kube/config. Also --kubeconfig.")
        Optional<Path> kubeconfig,

        @Description("Which of its contexts; the current one where nothing is said. Also --context.")
        Optional<String> context,

        @Description("Only these are looked at; all if there are none.")
        List<String> namespaces,

        @Description("Never these.") List<String> excludeNamespaces,
        @Description("Objects per list request.") int pageSize,
        @Description("Requests a second, at most.") double qps,

        @Description("Whether a gateway follows the cluster, instead of listing everything in each cycle.")
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
