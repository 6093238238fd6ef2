package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** One REST call, taken apart: the body's JSON (that of {@code payload_json} in a multipart body) and its files. */
record Call(Route route, Map<String, String> variables, Map<String, String> query, JsonNode body, List<Upload> files) {

    static Call of(Route.Found found, HttpRequest request) {
        String type = request.header("content-type");
        if (type.startsWith("multipart/form-data")) {
            Multipart parts = Multipart.parse(type, request.body());
            return new Call(found.route(), found.variables(), request.query(), parts.payload(), parts.files());
        }
        JsonNode body = request.body().length == 0 ? Json.object() : Json.parse(request.body());
        return new Call(found.route(), found.variables(), request.query(), body, List.of());
    }

    String variable(String name) {
        return variables.get(name);
    }

    String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }
}
