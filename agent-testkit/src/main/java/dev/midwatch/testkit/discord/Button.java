package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A button below a message.
 *
 * @param id its {@code custom_id}; empty for a link
 * @param row counted from 0
 */
public record Button(String id, String label, Style style, boolean disabled, String url, int row) {

    /** How it looks. */
    public enum Style {
        PRIMARY,
        SECONDARY,
        SUCCESS,
        DANGER,
        LINK
    }

    static Button of(JsonNode json, int row) {
        return new Button(
                json.path("custom_id").asText(),
                json.path("label").asText(json.path("emoji").path("name").asText()),
                Style.values()[json.path("style").asInt(1) - 1],
                json.path("disabled").asBoolean(),
                json.path("url").asText(),
                row);
    }
}
