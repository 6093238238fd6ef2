package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.FieldSelector;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.resource.ResourceType;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** metrics.k8s.io, whose objects are measured and not stored. */
final class MetricsApi {
    private final Usage usage;

    MetricsApi(Usage usage) {
        this.usage = usage;
    }

    void handle(Request request, Answer answer, ResourceType type) throws IOException {
        Route route = request.route();
        List<ObjectNode> all = type.plural().equals("nodes") ? usage.nodes() : usage.pods();
        switch (route.verb()) {
            case "get" ->
                answer.json(
                        200,
                        all.stream()
                                .filter(object -> Meta.name(object).equals(route.name())
                                        && Meta.namespace(object).equals(route.namespace()))
                                .findFirst()
                                .orElseThrow(() -> ApiError.notFound(type.group(), type.plural(), route.name())));
            case "list" -> answer.json(200, list(request, type, all));
            default -> throw ApiError.methodNotAllowed();
        }
    }

    private static ObjectNode list(Request request, ResourceType type, List<ObjectNode> all) {
        LabelSelector labels = LabelSelector.parse(request.query("labelSelector"));
        FieldSelector fields = FieldSelector.parse(request.query("fieldSelector"));
        String namespace = request.route().namespace();
        ObjectNode list = Json.object();
        list.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        all.stream()
                .filter(object -> namespace.isEmpty() || namespace.equals(Meta.namespace(object)))
                .filter(object -> labels.matches(Meta.labels(object)))
                .filter(object -> fields.matches(
                        Map.of("metadata.name", Meta.name(object), "metadata.namespace", Meta.namespace(object))))
                .forEach(items::add);
        return list;
    }
}
