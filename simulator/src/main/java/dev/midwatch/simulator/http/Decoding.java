package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.patch.Patch;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.schema.Conformance;
import dev.midwatch.simulator.schema.Schemas;
import java.io.IOException;
import java.util.List;

/** Bodies of writes, checked as strictly as fieldValidation asks. */
final class Decoding {

    ObjectNode object(Request request, Answer answer, ResourceType type) {
        if (!(request.json() instanceof ObjectNode object)) {
            throw ApiError.badRequest("the object provided is unrecognized (must be of type " + type.kind()
                    + "): couldn't get version/kind; json parse error");
        }
        String apiVersion = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        boolean wrongKind = !kind.isEmpty() && !kind.equals(type.kind());
        boolean wrongVersion = !apiVersion.isEmpty() && !apiVersion.equals(type.apiVersion());
        if (wrongKind || wrongVersion) {
            throw ApiError.badRequest(kind + " in version \"" + version(apiVersion)
                    + "\" cannot be handled as a " + type.kind() + ": no kind \"" + kind
                    + "\" is registered for version \"" + apiVersion + "\"");
        }
        check(request, answer, type, object);
        return object;
    }

    private static String version(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    void check(Request request, Answer answer, ResourceType type, ObjectNode object) {
        Conformance.mismatch(object, Schemas.of(type), "").ifPresent(wrong -> {
            throw mismatch(type, object, wrong);
        });
        String validation = request.query("fieldValidation");
        if (validation.equals("Ignore")) {
            return;
        }
        List<String> unknown = Conformance.unknownFields(object, Schemas.of(type));
        if (validation.equals("Strict") && !unknown.isEmpty()) {
            String all = "strict decoding error: " + String.join(", ", unknown);
            throw ApiError.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": " + all);
        }
        unknown.forEach(answer::warn);
    }

    private static ApiError mismatch(ResourceType type, ObjectNode object, Conformance.Mismatch wrong) {
        if (type.custom()) {
            String message = "Invalid value: \"" + wrong.found() + "\": " + wrong.path() + " in body must be of type "
                    + wrong.expected() + ": \"" + wrong.found() + "\"";
            return ApiError.invalid(
                    type.group(),
                    type.kind(),
                    object.path("metadata").path("name").asText(),
                    List.of(new ApiError.Cause("FieldValueTypeInvalid", message, wrong.path())));
        }
        String last = wrong.path().substring(wrong.path().lastIndexOf('.') + 1);
        return ApiError.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                + type.kind() + ": json: cannot unmarshal " + wrong.found() + " into Go struct field " + type.kind()
                + "." + wrong.path().replaceFirst("\\." + last + "$", "") + "." + last + " of type "
                + wrong.expected());
    }

    Patch patch(Request request, ResourceType type) throws IOException {
        Patch.Kind kind = Patch.kind(request.header("Content-Type"), type);
        JsonNode body = switch (kind) {
            case APPLY -> applied(request);
            default -> request.json();
        };
        return new Patch(kind, body);
    }

    private static JsonNode applied(Request request) throws IOException {
        JsonNode body = new YAMLMapper().readTree(request.body());
        if (!(body instanceof ObjectNode)) {
            throw ApiError.badRequest("error decoding YAML: the patch is not an object");
        }
        return body;
    }
}
