package dev.midwatch.simulator.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.schema.Schemas;
import java.util.List;
import java.util.Set;

/** A patch and what kind of patch it is, from its content type. */
public record Patch(Kind kind, JsonNode body) {
    private static final String APPLY = "application/apply-patch+yaml";

    public enum Kind {
        JSON,
        MERGE,
        STRATEGIC,
        APPLY
    }

    public static Kind kind(String contentType, ResourceType type) {
        String media = contentType.split(";")[0].strip();
        Kind kind = switch (media) {
            case "application/json-patch+json" -> Kind.JSON;
            case "application/merge-patch+json" -> Kind.MERGE;
            case "application/strategic-merge-patch+json" -> Kind.STRATEGIC;
            case APPLY -> Kind.APPLY;
            default -> null;
        };
        if (kind == null) {
            throw new ApiError(415, "UnsupportedMediaType", "415: Unsupported Media Type", Json.object());
        }
        if (kind == Kind.STRATEGIC && type.custom()) {
            throw ApiError.unsupportedMediaType(
                    "the body of the request was in an unknown format - accepted media types include: "
                            + String.join(", ", accepted(type)));
        }
        return kind;
    }

    private static List<String> accepted(ResourceType type) {
        String json = "application/json-patch+json";
        String merge = "application/merge-patch+json";
        return type.custom()
                ? List.of(json, merge, APPLY)
                : List.of(json, merge, "application/strategic-merge-patch+json", APPLY, "application/apply-patch+cbor");
    }

    /** The patched object; an apply patch is merged by {@link ServerSideApply} instead. */
    public ObjectNode applyTo(ObjectNode object, ResourceType type) {
        requireObject();
        return switch (kind) {
            case JSON -> JsonPatch.apply(object, body);
            case MERGE -> MergePatch.apply(object, body);
            case STRATEGIC -> StrategicMerge.apply(object, body, Schemas.of(type));
            case APPLY -> throw new IllegalStateException("an apply patch needs its field manager");
        };
    }

    private void requireObject() {
        if (Set.of(Kind.MERGE, Kind.STRATEGIC).contains(kind) && !body.isObject()) {
            throw ApiError.badRequest("error decoding patch: json: cannot unmarshal "
                    + (body.isArray() ? "array" : "value") + " into Go value of type map[string]interface {}");
        }
    }
}
