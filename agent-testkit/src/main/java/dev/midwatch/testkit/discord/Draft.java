package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A message that a bot wants to send or to edit, checked against Discord's limits. */
record Draft(JsonNode json, List<Upload> files) {
    static final int LARGEST_FILE = 10 * 1024 * 1024;
    private static final int COMPONENTS_V2 = 1 << 15;

    Draft {
        FormErrors errors = new FormErrors();
        errors.atMost(2000, json.path("content").asText(""), "content");
        errors.atMost(25, json.path("nonce").asText(""), "nonce");
        errors.atMost(10, files.size(), "attachments");
        EmbedRules.check(json.path("embeds"), errors);
        ComponentRules.check(json.path("components"), errors);
        if ((json.path("flags").asInt() & COMPONENTS_V2) != 0) {
            errors.add("flags", "NOT_SUPPORTED", "the loopback Discord does not know components v2");
        }
        checkMentions(json.path("allowed_mentions"), errors);
        errors.refuse();
        if (files.stream().anyMatch(file -> file.bytes().length > LARGEST_FILE)) {
            throw Refusal.of(413, 40005, "Request entity too large");
        }
    }

    private static void checkMentions(JsonNode allowed, FormErrors errors) {
        for (String kind : List.of("users", "roles")) {
            boolean all = Json.list(allowed.path("parse")).stream()
                    .anyMatch(one -> one.asText().equals(kind));
            if (all && !allowed.path(kind).isEmpty()) {
                errors.add(
                        "allowed_mentions",
                        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                        "parse:[\"" + kind + "\"] and " + kind + ": [ids...] are mutually exclusive.");
            }
        }
    }

    static Draft of(Call call) {
        return new Draft(call.body(), call.files());
    }

    void needsSomething() {
        if (content("").isBlank() && json.path("embeds").isEmpty() && files.isEmpty() && !json.has("sticker_ids")) {
            throw Refusal.of(400, 50006, "Cannot send an empty message");
        }
    }

    String content(String otherwise) {
        return json.hasNonNull("content") ? json.get("content").asText() : json.has("content") ? "" : otherwise;
    }

    JsonNode embeds(JsonNode otherwise) {
        if (!json.has("embeds")) {
            return otherwise;
        }
        ArrayNode embeds = Json.array();
        for (JsonNode embed : json.get("embeds")) {
            embeds.add(((ObjectNode) embed.deepCopy()).put("type", "rich"));
        }
        return embeds;
    }

    JsonNode components(JsonNode otherwise) {
        if (!json.has("components")) {
            return otherwise;
        }
        return json.get("components").isNull() ? Json.array() : ComponentIds.numbered(json.get("components"));
    }

    JsonNode allowedMentions() {
        JsonNode allowed = json.path("allowed_mentions");
        return allowed.isNull() ? Json.object().path("none") : allowed;
    }

    int flags() {
        return json.path("flags").asInt(0);
    }

    String nonce() {
        return json.hasNonNull("nonce") ? json.get("nonce").asText() : null;
    }

    boolean enforcesNonce() {
        return nonce() != null && json.path("enforce_nonce").asBoolean(false);
    }

    String repliesTo() {
        return json.path("message_reference").path("message_id").asText(null);
    }
}
