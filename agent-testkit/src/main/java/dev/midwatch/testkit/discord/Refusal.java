package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Discord says no: an HTTP status and one of its own codes. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HttpAnswer answer;

    private Refusal(int status, ObjectNode body) {
        super(status + " " + body, null, false, false);
        this.answer = HttpAnswer.json(status, body);
    }

    static Refusal of(int status, int code, String message) {
        return new Refusal(status, body(code, message));
    }

    static Refusal form(ObjectNode errors) {
        return new Refusal(400, body(50035, "Invalid Form Body").set("errors", errors));
    }

    static Refusal unauthorized() {
        return of(401, 0, "401: Unauthorized");
    }

    static Refusal unknownChannel() {
        return of(404, 10003, "Unknown Channel");
    }

    static Refusal unknownMessage() {
        return of(404, 10008, "Unknown Message");
    }

    static Refusal missingAccess() {
        return of(403, 50001, "Missing Access");
    }

    static Refusal missingPermissions() {
        return of(403, 50013, "Missing Permissions");
    }

    HttpAnswer answer() {
        return answer;
    }

    static ObjectNode body(int code, String message) {
        return Json.object().put("message", message).put("code", code);
    }
}
