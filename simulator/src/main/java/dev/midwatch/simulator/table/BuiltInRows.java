package dev.midwatch.simulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.resource.ResourceType;
import java.util.List;

/** The rows of the built-in kinds. */
final class BuiltInRows {
    private BuiltInRows() {}

    static void fill(ResourceType type, Row row) {
        switch (type.qualified()) {
            case "pods" -> PodRow.fill(row);
            case "nodes" -> ClusterRows.node(row);
            case "namespaces" -> row.add(row.text("status", "phase")).add(row.age());
            case "deployments.apps" -> deployment(row);
            case "replicasets.apps" -> replicaSet(row);
            case "statefulsets.apps" -> statefulSet(row);
            case "daemonsets.apps" -> daemonSet(row);
            case "jobs.batch" -> BatchRows.job(row);
            case "cronjobs.batch" -> BatchRows.cronJob(row);
            case "services" -> NetworkRows.service(row);
            case "ingresses.networking.k8s.io" -> NetworkRows.ingress(row);
            case "ingressclasses.networking.k8s.io" ->
                row.add(row.text("spec", "controller")).add(Row.NONE).add(row.age());
            case "networkpolicies.networking.k8s.io" ->
                row.add(LabelSelector.describe(row.at("spec", "podSelector"))).add(row.age());
            case "endpointslices.discovery.k8s.io" -> NetworkRows.endpointSlice(row);
            case "events" -> EventRow.fill(row);
            case "configmaps" ->
                row.add(row.at("data").size() + row.at("binaryData").size()).add(row.age());
            case "secrets" ->
                row.add(row.text("type")).add(row.at("data").size()).add(row.age());
            case "persistentvolumeclaims" -> StorageRows.claim(row);
            case "persistentvolumes" -> StorageRows.volume(row);
            case "storageclasses.storage.k8s.io" -> StorageRows.storageClass(row);
            case "volumeattachments.storage.k8s.io" -> StorageRows.attachment(row);
            default -> ClusterRows.fill(type, row);
        }
    }

    private static void workloadTail(Row row) {
        row.containers(row.at("spec", "template", "spec"));
    }

    private static void deployment(Row row) {
        row.add(row.number("status", "readyReplicas") + "/" + row.number("spec", "replicas"))
                .add(Long.toString(row.number("status", "updatedReplicas")))
                .add(Long.toString(row.number("status", "availableReplicas")))
                .add(row.age());
        workloadTail(row);
        row.add(LabelSelector.describe(row.at("spec", "selector")));
    }

    private static void replicaSet(Row row) {
        row.add(row.number("spec", "replicas"))
                .add(row.number("status", "replicas"))
                .add(row.number("status", "readyReplicas"))
                .add(row.age());
        workloadTail(row);
        row.add(LabelSelector.describe(row.at("spec", "selector")));
    }

    private static void statefulSet(Row row) {
        row.add(row.number("status", "readyReplicas") + "/" + row.number("spec", "replicas"))
                .add(row.age());
        workloadTail(row);
    }

    private static void daemonSet(Row row) {
        for (String field : List.of(
                "desiredNumberScheduled",
                "currentNumberScheduled",
                "numberReady",
                "updatedNumberScheduled",
                "numberAvailable")) {
            row.add(row.number("status", field));
        }
        row.add(LabelSelector.describe(matchLabels(row))).add(row.age());
        workloadTail(row);
        row.add(LabelSelector.describe(row.at("spec", "selector")));
    }

    private static JsonNode matchLabels(Row row) {
        ObjectNode selector = Json.object();
        selector.set("matchLabels", row.at("spec", "template", "spec", "nodeSelector"));
        return selector;
    }
}
