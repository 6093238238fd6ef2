package dev.midwatch.simulator.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A refusal in the words of the real API server; {@link #status} is what goes over the wire. */
public final class ApiError extends RuntimeException {
    private final int code;
    private final String reason;
    private final ObjectNode details;

    /** One cause of an Invalid answer. */
    public record Cause(String reason, String message, String field) {}

    public ApiError(int code, String reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    /** Seconds for the Retry-After header, 0 for none. */
    public long retryAfter() {
        return details == null ? 0 : details.path("retryAfterSeconds").asLong(0);
    }

    public ObjectNode status() {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (details != null) {
            status.set("details", details);
        }
        return status.put("code", code);
    }

    public static ApiError notFound(String group, String resource, String name) {
        return new ApiError(
                404,
                "NotFound",
                qualified(group, resource) + " \"" + name + "\" not found",
                details(group, resource, name));
    }

    /** A path nobody serves. */
    public static ApiError noSuchResource() {
        ObjectNode details = Json.object();
        return new ApiError(404, "NotFound", "the server could not find the requested resource", details);
    }

    /** The API server's own words where the way to a kubelet ends. */
    public static ApiError noKubelet() {
        return new ApiError(
                503,
                "ServiceUnavailable",
                "error trying to reach service: dial tcp 127.0.0.1:10250: connect: connection refused",
                null);
    }

    public static ApiError alreadyExists(String group, String resource, String name) {
        return new ApiError(
                409,
                "AlreadyExists",
                qualified(group, resource) + " \"" + name + "\" already exists",
                details(group, resource, name));
    }

    public static ApiError conflict(String group, String resource, String name, String why) {
        return new ApiError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + qualified(group, resource) + " \"" + name + "\": " + why,
                details(group, resource, name));
    }

    public static ApiError forbidden(String group, String resource, String name, String why) {
        String subject = qualified(group, resource);
        if (!name.isEmpty()) {
            subject += " \"" + name + "\"";
        }
        return new ApiError(
                403,
                "Forbidden",
                (resource.isEmpty() ? "" : subject + " is ") + "forbidden: " + why,
                details(group, resource, name));
    }

    public static ApiError unauthorized() {
        return new ApiError(401, "Unauthorized", "Unauthorized", null);
    }

    public static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message, null);
    }

    public static ApiError methodNotAllowed() {
        return new ApiError(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Json.object());
    }

    public static ApiError expired(String message) {
        return new ApiError(410, "Expired", message, null);
    }

    public static ApiError unsupportedMediaType(String message) {
        return new ApiError(415, "UnsupportedMediaType", message, null);
    }

    public static ApiError tooManyRequests(String message, long retryAfter, Cause cause) {
        ObjectNode details = Json.object();
        if (cause != null) {
            details.putArray("causes").addObject().put("reason", cause.reason()).put("message", cause.message());
        }
        if (retryAfter > 0) {
            details.put("retryAfterSeconds", retryAfter);
        }
        return new ApiError(429, "TooManyRequests", message, details);
    }

    public static ApiError internal(String message) {
        return new ApiError(500, "InternalError", "Internal error occurred: " + message, Json.object());
    }

    public static ApiError invalid(String group, String kind, String name, List<Cause> causes) {
        ObjectNode details = Json.object();
        details.put("name", name).put("group", group).put("kind", kind);
        if (group.isEmpty()) {
            details.remove("group");
        }
        if (name.isEmpty()) {
            details.remove("name");
        }
        ArrayNode list = details.putArray("causes");
        causes.forEach(cause -> list.addObject()
                .put("reason", cause.reason())
                .put("message", cause.message())
                .put("field", cause.field()));
        List<String> lines = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
        String all = lines.size() == 1 ? lines.get(0) : "[" + String.join(", ", lines) + "]";
        String subject = group.isEmpty() ? kind : kind + "." + group;
        return new ApiError(422, "Invalid", subject + " \"" + name + "\" is invalid: " + all, details);
    }

    public static String qualified(String group, String resource) {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    private static ObjectNode details(String group, String resource, String name) {
        ObjectNode details = Json.object();
        put(details, "name", name);
        put(details, "group", group);
        put(details, "kind", resource);
        return details;
    }

    private static void put(ObjectNode node, String key, String value) {
        if (!value.isEmpty()) {
            node.put(key, value);
        }
    }

    /** The body of a successful delete. */
    public static JsonNode success(String name, String group, String resource, String uid) {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        status.set("details", details(group, resource, name).put("uid", uid));
        return status;
    }
}
