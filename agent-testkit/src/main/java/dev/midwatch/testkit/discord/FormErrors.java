package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Collects what is wrong with a form, each at its place, as Discord reports it. */
final class FormErrors {
    private final ObjectNode errors = Json.object();

    void add(String path, String code, String message) {
        ObjectNode at = errors;
        for (String part : path.split("\\.")) {
            at = at.withObjectProperty(part);
        }
        at.withArrayProperty("_errors").addObject().put("code", code).put("message", message);
    }

    /** Counts as Discord does, in characters and not in the two halves that Java makes of some. */
    void atMost(int limit, String text, String path) {
        if (length(text) > limit) {
            add(path, "BASE_TYPE_MAX_LENGTH", "Must be " + limit + " or fewer in length.");
        }
    }

    void atMost(int limit, int count, String path) {
        if (count > limit) {
            add(path, "BASE_TYPE_BAD_LENGTH", "Must be between 0 and " + limit + " in length.");
        }
    }

    void required(String text, String path) {
        if (text.isBlank()) {
            add(path, "BASE_TYPE_REQUIRED", "This field is required");
        }
    }

    void refuse() {
        if (!errors.isEmpty()) {
            throw Refusal.form(errors);
        }
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
