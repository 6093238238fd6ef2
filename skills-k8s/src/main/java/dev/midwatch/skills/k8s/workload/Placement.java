package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Tolerations;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The nodes, and what speaks against a DaemonSet's pods on them. */
final class Placement {
    /** Taints that every pod of a DaemonSet tolerates without saying so. */
    private static final String GIVEN = "node.kubernetes.io/";

    private final Map<String, KubeObject> nodes;

    private Placement(Map<String, KubeObject> nodes) {
        this.nodes = nodes;
    }

    /** As far as nodes can be seen. */
    static Placement of(CheckContext context) {
        try {
            return new Placement(context.cluster().list(ResourceType.NODES).stream()
                    .collect(Collectors.toMap(KubeObject::name, Function.identity())));
        } catch (ClusterException hidden) {
            return new Placement(Map.of());
        }
    }

    /** When the youngest node came. */
    Optional<Instant> latest() {
        return nodes.values().stream().flatMap(node -> node.created().stream()).max(Comparator.naturalOrder());
    }

    /** {@code n2 has taint gpu:NoSchedule, which it does not tolerate}; empty if nothing is found. */
    String objections(KubeObject set, List<KubeObject> pods) {
        return pods.stream()
                .map(pod -> nodes.get(pod.at("spec.nodeName").text()))
                .filter(node -> node != null)
                .flatMap(node -> objection(set, node).stream())
                .distinct()
                .sorted()
                .limit(3)
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> objection(KubeObject set, KubeObject node) {
        Map<String, String> labels = node.labels();
        Tolerations tolerations = Tolerations.of(set.at("spec.template.spec"));
        Optional<String> label = set.at("spec.template.spec.nodeSelector").textMembers().entrySet().stream()
                .filter(wanted -> !wanted.getValue().equals(labels.get(wanted.getKey())))
                .findFirst()
                .map(wanted -> "%s has not the label %s=%s".formatted(node.name(), wanted.getKey(), wanted.getValue()));
        return label.or(() -> node.at("spec.taints").items().stream()
                .filter(taint -> !taint.get("effect").is("PreferNoSchedule")
                        && !taint.get("key").text().startsWith(GIVEN))
                .filter(taint -> !tolerations.allow(taint))
                .findFirst()
                .map(taint -> "%s has the taint %s:%s, which it does not tolerate"
                        .formatted(
                                node.name(),
                                taint.get("key").text(),
                                taint.get("effect").text())));
    }
}
