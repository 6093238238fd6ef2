package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A command as the bot registered it, or one of its options.
 *
 * @param completes whether the bot suggests values for it
 */
public record RegisteredCommand(
        String name, String description, boolean required, boolean completes, List<RegisteredCommand> options) {

    static RegisteredCommand of(JsonNode json) {
        return new RegisteredCommand(
                json.path("name").asText(),
                json.path("description").asText(),
                json.path("required").asBoolean(),
                json.path("autocomplete").asBoolean(),
                Json.list(json.path("options")).stream()
                        .map(RegisteredCommand::of)
                        .toList());
    }
}
