package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Metrics;
import dev.midwatch.api.kube.KubeObject;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** In what share of the kernel's periods containers are stopped by their CPU limit, where a Prometheus has it of cAdvisor. */
final class Throttling {
    private static final String SHARES = share("container_cpu_cfs_throttled_periods_total") + " / "
            + share("container_cpu_cfs_periods_total") + " > 0";

    private final Map<String, Double> shares = new HashMap<>();

    private Throttling() {}

    static Throttling of(CheckContext context) {
        Throttling throttling = new Throttling();
        for (Metrics.Series series : context.metrics().now(SHARES)) {
            throttling.shares.put(
                    key(series.label("namespace"), series.label("pod"), series.label("container")),
                    series.points().get(0).value());
        }
        return throttling;
    }

    private static String share(String counter) {
        return "sum by (namespace, pod, container) (increase(%s{container!=\"\"}[15m]))".formatted(counter);
    }

    private static String key(String namespace, String pod, String container) {
        return namespace + "/" + pod + "/" + container;
    }

    OptionalDouble of(KubeObject pod, String container) {
        Double share = shares.get(key(pod.namespace(), pod.name(), container));
        return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
    }
}
