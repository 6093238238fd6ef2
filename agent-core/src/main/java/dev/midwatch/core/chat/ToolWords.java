package dev.midwatch.core.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.core.agent.ToolUse;
import java.util.List;
import java.util.Optional;

/** A tool that is being used, in a few words: its name and what it is used on. */
public final class ToolWords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 100;
    /** Arguments that say by themselves what a call is about. */
    private static final List<String> TELLING = List.of("command", "query", "name");

    private ToolWords() {}

    public static String of(ToolUse use) {
        JsonNode arguments = read(use.arguments());
        String about = object(arguments).or(() -> telling(arguments)).orElse("");
        String line = (use.tool() + " " + about).strip().replaceAll("\\s+", " ").replace('`', '\'');
        return line.length() <= MOST ? line : line.substring(0, MOST - 1) + "…";
    }

    private static JsonNode read(String arguments) {
        try {
            return JSON.readTree(arguments);
        } catch (JsonProcessingException notJson) {
            // The tool will say so to the model; people are told its name.
            return JSON.createObjectNode();
        }
    }

    /** {@code Deployment shop/web}, if the arguments name an object. */
    private static Optional<String> object(JsonNode arguments) {
        return arguments.path("namespace").isTextual() && arguments.path("name").isTextual()
                ? Optional.of("%s %s/%s"
                        .formatted(
                                arguments.path("kind").asText(),
                                arguments.path("namespace").asText(),
                                arguments.path("name").asText())
                        .strip())
                : Optional.empty();
    }

    private static Optional<String> telling(JsonNode arguments) {
        return TELLING.stream()
                .map(arguments::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
    }
}
