package dev.midwatch.dashboard.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.dashboard.http.RequestJson;
import java.time.Instant;

/**
 * What a program wants answered. How the model samples is the configuration's, so {@code temperature} and its like are passed over; what
 * would change the answer's shape and is not kept here is refused.
 *
 * @param stream       whether the answer is to come as events
 * @param includeUsage whether a stream tells the tokens at its end
 */
record ChatRequest(ChatMessages messages, boolean stream, boolean includeUsage) {
    private static final ObjectMapper JSON = RequestJson.bounded(new ObjectMapper());

    /** @throws ApiError if it cannot be answered as it is meant */
    static ChatRequest parse(String body, Instant now) {
        JsonNode request = read(body);
        String model = request.path("model").asText(OpenAi.MODEL);
        if (!model.equals(OpenAi.MODEL)) {
            throw ApiError.noSuchModel(model);
        }
        refuseOtherShapes(request);
        return new ChatRequest(
                ChatMessages.parse(request.path("messages"), now),
                flag(request, "stream"),
                flag(request.path("stream_options"), "include_usage"));
    }

    private static JsonNode read(String body) {
        try {
            JsonNode request = JSON.readTree(body);
            if (request != null && request.isObject()) {
                return request;
            }
        } catch (JsonProcessingException wrong) {
            throw ApiError.unreadable("The body is no JSON: " + wrong.getOriginalMessage());
        }
        throw ApiError.unreadable("The body has to be a JSON object.");
    }

    private static void refuseOtherShapes(JsonNode request) {
        JsonNode number = request.path("n");
        if (!number.isMissingNode() && !number.isNull() && number.asInt(0) != 1) {
            throw ApiError.invalid("n", "There is one answer; 'n' has to be 1.");
        }
        String format = request.path("response_format").path("type").asText("text");
        if (!format.equals("text")) {
            throw ApiError.invalid("response_format", "Answers are text, not '%s'.".formatted(format));
        }
        if (request.path("modalities").toString().contains("audio")) {
            throw ApiError.invalid("modalities", "Answers are text.");
        }
        JsonNode choice = request.path("tool_choice");
        if (choice.isObject() || choice.asText().equals("required")) {
            throw ApiError.invalid(
                    "tool_choice", "The tools used here are Midwatch's own; a client's are never called.");
        }
    }

    private static boolean flag(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw ApiError.invalid(name, "'%s' is true or false.".formatted(name));
        }
        return value.asBoolean(false);
    }
}
