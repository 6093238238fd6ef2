package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The order in which objects can be created: what others need or name first, what would refuse or bill others last. */
final class Order {
    private static final int OTHERS = 3;
    private static final int LATE = 4;
    private static final Map<String, Integer> RANKS = Map.ofEntries(
            Map.entry("CustomResourceDefinition", 0),
            Map.entry("Namespace", 1),
            Map.entry("PriorityClass", 2),
            Map.entry("StorageClass", 2),
            Map.entry("Node", 2),
            Map.entry("PersistentVolume", LATE),
            Map.entry("VolumeAttachment", LATE),
            Map.entry("EndpointSlice", LATE),
            Map.entry("Event", LATE),
            Map.entry("LimitRange", LATE + 1),
            Map.entry("ResourceQuota", LATE + 1),
            Map.entry("APIService", LATE + 1),
            Map.entry("ValidatingWebhookConfiguration", LATE + 2),
            Map.entry("MutatingWebhookConfiguration", LATE + 2));

    private Order() {}

    /** What stands together can be created at once. */
    static List<List<ObjectNode>> of(List<ObjectNode> objects) {
        return List.copyOf(objects.stream()
                .collect(Collectors.groupingBy(
                        object -> List.of(RANKS.getOrDefault(Manifest.kind(object), OTHERS), depth(object, objects, 0)),
                        () -> new TreeMap<>(Comparator.comparing((List<Integer> place) -> place.get(0))
                                .thenComparing(place -> place.get(1))),
                        Collectors.toList()))
                .values());
    }

    /** How many owners stand above it. */
    private static int depth(JsonNode object, List<ObjectNode> all, int from) {
        int deepest = from;
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            for (ObjectNode other : all) {
                boolean same = Manifest.kind(other).equals(Manifest.kind(owner))
                        && Manifest.name(other).equals(owner.path("name").asText());
                if (same && from < all.size()) {
                    deepest = Math.max(deepest, depth(other, all, from + 1));
                }
            }
        }
        return deepest;
    }
}
