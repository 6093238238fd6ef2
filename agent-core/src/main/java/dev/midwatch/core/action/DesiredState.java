package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.audit.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an object is to be, without what the cluster reports of it. As long as it is the same, nobody has changed the object. */
final class DesiredState {
    private static final List<String> OF_METADATA = List.of("uid", "labels", "ownerReferences", "deletionTimestamp");
    /** What the node controller makes of a node's conditions, and of its being cordoned: a report, though it stands in the spec. */
    private static final Set<String> REPORTED_TAINTS = Set.of(
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
            "node.kubernetes.io/unschedulable",
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/pid-pressure",
            "node.kubernetes.io/network-unavailable");

    private DesiredState() {}

    /** SHA-256 over all but status and bookkeeping. */
    static String digest(KubeObject object) {
        Map<String, Object> desired = new TreeMap<>();
        object.json().members().forEach((key, value) -> {
            if (!key.equals("metadata") && !key.equals("status")) {
                desired.put(key, value.raw());
            }
        });
        if (object.type().equals(ResourceType.NODES)) {
            desired.put("spec", withoutReports(object.at("spec")));
        }
        OF_METADATA.forEach(key ->
                desired.put("metadata." + key, object.at("metadata").get(key).raw()));
        return CanonicalJson.sha256(CanonicalJson.text(desired));
    }

    private static Map<String, Object> withoutReports(Json node) {
        Map<String, Object> spec = new TreeMap<>();
        node.members().forEach((key, value) -> spec.put(key, value.raw()));
        spec.put(
                "taints",
                node.get("taints").items().stream()
                        .filter(taint ->
                                !REPORTED_TAINTS.contains(taint.get("key").text()))
                        .map(Json::raw)
                        .toList());
        return spec;
    }
}
