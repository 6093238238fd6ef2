package dev.midwatch.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.model.ModelException.Kind;

/**
 * Makes what servers send into what the model library can read. It fails on arguments that are an object instead of a string and
 * on missing ids, and takes an error document under status 200 for an empty answer.
 */
final class AnswerRepair {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerRepair() {}

    /** @throws ModelException if there is no answer in it */
    static String repair(String body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new ModelException(Kind.BROKEN_ANSWER, "the model server did not answer with JSON: " + excerpt(body));
        }
        if (root.hasNonNull("error")) {
            throw new ModelException(Kind.BROKEN_ANSWER, "the model server answered with an error: " + message(body));
        }
        JsonNode choice = root.path("choices").path(0);
        if (!choice.path("message").isObject()) {
            throw new ModelException(Kind.BROKEN_ANSWER, "the model server's answer holds no message");
        }
        int number = 0;
        for (JsonNode call : choice.path("message").path("tool_calls")) {
            repairCall((ObjectNode) call, ++number);
        }
        return root.toString();
    }

    private static void repairCall(ObjectNode call, int number) {
        if (!call.hasNonNull("id")) {
            call.put("id", "call_" + number);
        }
        if (!call.hasNonNull("type")) {
            call.put("type", "function");
        }
        if (!(call.get("function") instanceof ObjectNode function) || !function.hasNonNull("name")) {
            throw new ModelException(Kind.BROKEN_ANSWER, "the model called a tool without a name");
        }
        JsonNode arguments = function.path("arguments");
        if (!arguments.isTextual()) {
            function.put("arguments", arguments.isNull() || arguments.isMissingNode() ? "{}" : arguments.toString());
        }
    }

    /** What an error body says, short enough for a log line. */
    static String message(String body) {
        try {
            JsonNode error = JSON.readTree(body).path("error");
            String said =
                    error.isTextual() ? error.asText() : error.path("message").asText();
            return excerpt(said.isEmpty() ? body : said);
        } catch (JsonProcessingException notJson) {
            return excerpt(body);
        }
    }

    private static String excerpt(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "an empty body" : line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
