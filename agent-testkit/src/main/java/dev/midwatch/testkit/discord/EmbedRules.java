package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Discord's limits for embeds. */
final class EmbedRules {
    private EmbedRules() {}

    static void check(JsonNode embeds, FormErrors errors) {
        errors.atMost(10, embeds.size(), "embeds");
        int total = 0;
        for (int i = 0; i < embeds.size(); i++) {
            total += check(embeds.get(i), "embeds." + i, errors);
        }
        if (total > 6000) {
            errors.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
        }
    }

    private static int check(JsonNode embed, String path, FormErrors errors) {
        int size = 0;
        size += text(embed.path("title"), 256, path + ".title", errors);
        size += text(embed.path("description"), 4096, path + ".description", errors);
        size += text(embed.path("footer").path("text"), 2048, path + ".footer.text", errors);
        size += text(embed.path("author").path("name"), 256, path + ".author.name", errors);
        List<JsonNode> fields = Json.list(embed.path("fields"));
        errors.atMost(25, fields.size(), path + ".fields");
        for (int i = 0; i < fields.size(); i++) {
            String at = path + ".fields." + i;
            errors.required(fields.get(i).path("name").asText(), at + ".name");
            errors.required(fields.get(i).path("value").asText(), at + ".value");
            size += text(fields.get(i).path("name"), 256, at + ".name", errors);
            size += text(fields.get(i).path("value"), 1024, at + ".value", errors);
        }
        int color = embed.path("color").asInt();
        if (color < 0 || color > 0xffffff) {
            errors.add(path + ".color", "NUMBER_TYPE_MAX", "int value should be between 0 and 16777215.");
        }
        if (size == 0 && !embed.has("image") && !embed.has("thumbnail")) {
            errors.required("", path + ".description");
        }
        return size;
    }

    private static int text(JsonNode text, int limit, String path, FormErrors errors) {
        errors.atMost(limit, text.asText(), path);
        return FormErrors.length(text.asText());
    }
}
