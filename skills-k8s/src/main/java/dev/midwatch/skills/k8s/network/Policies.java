package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.LabelSelector;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The network policies by namespace. */
record Policies(Map<String, List<KubeObject>> byNamespace) {
    static final Permission PERMISSION =
            Permission.list(ResourceType.NETWORK_POLICIES, "spec.podSelector", "spec.policyTypes", "spec.egress");

    static Policies of(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        return new Policies(context.cluster().list(ResourceType.NETWORK_POLICIES).stream()
                .filter(namespaces::keep)
                .collect(Collectors.groupingBy(KubeObject::namespace)));
    }

    boolean isEmpty() {
        return byNamespace.isEmpty();
    }

    static boolean selects(KubeObject policy, KubeObject pod) {
        return LabelSelector.of(policy.at("spec.podSelector")).selects(pod.labels());
    }

    /** Those that limit what leaves the pod; the network of a node knows no policies. */
    List<KubeObject> limiting(KubeObject pod) {
        return pod.at("spec.hostNetwork").isTrue()
                ? List.of()
                : byNamespace.getOrDefault(pod.namespace(), List.of()).stream()
                        .filter(policy -> EgressRules.limits(policy) && selects(policy, pod))
                        .toList();
    }
}
