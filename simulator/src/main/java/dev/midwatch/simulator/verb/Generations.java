package dev.midwatch.simulator.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.resource.ResourceType;
import java.util.List;
import java.util.Set;

/** Which types count their generations, and when a generation ends. */
final class Generations {
    private static final Set<String> COUNTED = Set.of(
            "pods",
            "deployments.apps",
            "replicasets.apps",
            "statefulsets.apps",
            "daemonsets.apps",
            "jobs.batch",
            "cronjobs.batch",
            "ingresses.networking.k8s.io",
            "ingressclasses.networking.k8s.io",
            "networkpolicies.networking.k8s.io",
            "poddisruptionbudgets.policy",
            "endpointslices.discovery.k8s.io",
            "customresourcedefinitions.apiextensions.k8s.io",
            "priorityclasses.scheduling.k8s.io",
            "validatingwebhookconfigurations.admissionregistration.k8s.io",
            "mutatingwebhookconfigurations.admissionregistration.k8s.io");

    private Generations() {}

    static boolean counts(ResourceType type) {
        return type.custom() || COUNTED.contains(type.qualified());
    }

    static void bump(ResourceType type, ObjectNode before, ObjectNode after) {
        if (!counts(type)) {
            return;
        }
        long generation = Meta.generation(before);
        Meta.of(after)
                .put("generation", desired(type, before).equals(desired(type, after)) ? generation : generation + 1);
    }

    private static ObjectNode desired(ResourceType type, ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.remove(List.of("metadata", "apiVersion", "kind"));
        if (type.hasStatus()) {
            copy.remove("status");
        }
        return copy;
    }
}
