package dev.midwatch.simulator.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.resource.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fields each type can be selected by, as the real server has them. */
public final class Fields {
    private static final Map<String, List<String>> PATHS = Map.of(
            "/pods",
            List.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.nominatedNodeName"),
            "/events",
            List.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            "/nodes",
            List.of("spec.unschedulable"),
            "/namespaces",
            List.of("status.phase"),
            "/secrets",
            List.of("type"),
            "/services",
            List.of("spec.clusterIP", "spec.type"),
            "apps/replicasets",
            List.of("status.replicas"),
            "batch/jobs",
            List.of("status.successful"));
    private static final Map<String, String> STORED_AT =
            Map.of("source", "source.component", "status.successful", "status.succeeded");
    private static final Set<String> FLAGS = Set.of("spec.unschedulable", "spec.hostNetwork");

    private Fields() {}

    public static Set<String> supported(ResourceType type) {
        Set<String> names = new TreeSet<>(PATHS.getOrDefault(id(type), List.of()));
        names.add("metadata.name");
        if (type.namespaced() || !type.custom()) {
            names.add("metadata.namespace");
        }
        return names;
    }

    /** Types without fields of their own are refused in other words. */
    public static boolean onlyMetadata(ResourceType type) {
        return !type.custom() && !PATHS.containsKey(id(type));
    }

    static Map<String, String> of(ResourceType type, JsonNode object) {
        Map<String, String> fields = new HashMap<>(4);
        fields.put("metadata.name", Json.text(object, "metadata", "name"));
        fields.put("metadata.namespace", Json.text(object, "metadata", "namespace"));
        for (String path : PATHS.getOrDefault(id(type), List.of())) {
            String value = Json.text(object, STORED_AT.getOrDefault(path, path).split("\\."));
            if (value.isEmpty() && FLAGS.contains(path)) {
                value = "false";
            }
            if (!value.isEmpty()) {
                fields.put(path, value.intern());
            }
        }
        return Map.copyOf(fields);
    }

    private static String id(ResourceType type) {
        return type.group() + "/" + type.plural();
    }
}
