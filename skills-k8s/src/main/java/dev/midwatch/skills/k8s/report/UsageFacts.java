package dev.midwatch.skills.k8s.report;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Who uses most. */
final class UsageFacts {
    private static final int TOP = 5;

    private UsageFacts() {}

    private record Use(String pod, double amount) {}

    /** The five pods that use most {@code cpu} or {@code memory}. */
    static String top(ClusterReader cluster, String resource) throws ClusterException {
        List<String> top = cluster.list(ResourceType.POD_METRICS).stream()
                .map(metrics -> new Use(metrics.namespace() + "/" + metrics.name(), sum(metrics, resource)))
                .sorted(Comparator.comparingDouble(Use::amount).reversed().thenComparing(Use::pod))
                .limit(TOP)
                .map(use -> use.pod() + " " + text(use.amount(), resource))
                .toList();
        return top.isEmpty() ? "not known: no metrics" : String.join(", ", top);
    }

    private static double sum(KubeObject metrics, String resource) {
        return metrics.at("containers").items().stream()
                .mapToDouble(container ->
                        Quantity.of(container.at("usage." + resource).text()).orElse(0))
                .sum();
    }

    private static String text(double amount, String resource) {
        return resource.equals("cpu") ? String.format(Locale.ROOT, "%.2f cores", amount) : Quantity.bytes(amount);
    }
}
