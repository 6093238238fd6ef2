package dev.midwatch.dashboard.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.core.view.TurnRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as its client keeps it.
 *
 * @param earlier      what was said before, a user's and an assistant's words in turn
 * @param text         what the user says now
 * @param instructions what the program wants of every answer; its user's own words, and no more authority than theirs
 */
record ChatMessages(List<TurnRow> earlier, String text, String instructions) {
    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";
    private static final String FRAME =
            "%s\n\nThe program that I write with adds, as my own words and with no more rights than mine:\n%s";

    ChatMessages {
        earlier = List.copyOf(earlier);
    }

    /** What a fresh session is asked. */
    String withInstructions() {
        return instructions.isBlank() ? text : FRAME.formatted(text, instructions);
    }

    /** @throws ApiError if that is no conversation, or is not of text */
    static ChatMessages parse(JsonNode messages, Instant now) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw ApiError.invalid("messages", "'messages' has to be a list with one message at least.");
        }
        List<TurnRow> turns = new ArrayList<>();
        StringBuilder instructions = new StringBuilder();
        for (int index = 0; index < messages.size(); index++) {
            JsonNode message = messages.get(index);
            String at = "messages[" + index + "]";
            String role = message.path("role").asText();
            switch (role) {
                case "system", "developer" ->
                    instructions.append(text(message, at)).append('\n');
                case USER, ASSISTANT -> add(turns, role, text(message, at), now);
                // What a client's own tools said; ours are not among them, and the answer that came of it follows.
                case "tool", "function" -> {}
                default ->
                    throw ApiError.invalid(
                            at + ".role",
                            "'%s' is not one of 'system', 'developer', 'user', 'assistant', 'tool', 'function'."
                                    .formatted(role));
            }
        }
        if (turns.isEmpty() || !turns.get(turns.size() - 1).role().equals(USER)) {
            throw ApiError.invalid("messages", "The last message has to be the user's.");
        }
        TurnRow last = turns.remove(turns.size() - 1);
        return new ChatMessages(turns, last.text(), instructions.toString().strip());
    }

    /** Two of one speaker are one: not every model takes them apart. */
    private static void add(List<TurnRow> turns, String role, String text, Instant now) {
        if (text.isBlank()) {
            return;
        }
        int last = turns.size() - 1;
        if (last >= 0 && turns.get(last).role().equals(role)) {
            turns.set(last, new TurnRow(role, turns.get(last).text() + "\n\n" + text, now));
        } else {
            turns.add(new TurnRow(role, text, now));
        }
    }

    private static String text(JsonNode message, String at) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return content.asText();
        }
        if (content.isArray()) {
            return parts(content, at + ".content");
        }
        // An assistant that called its client's tools said nothing.
        if (message.path("role").asText().equals(ASSISTANT) && (content.isNull() || content.isMissingNode())) {
            return "";
        }
        throw ApiError.invalid(at + ".content", "'content' has to be a text or a list of parts.");
    }

    private static String parts(JsonNode parts, String at) {
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < parts.size(); index++) {
            JsonNode part = parts.get(index);
            String type = part.path("type").asText();
            if (type.equals("text") && part.path("text").isTextual()) {
                texts.add(part.path("text").asText());
            } else if (!type.equals("refusal")) {
                throw ApiError.invalid(
                        at + "[" + index + "]", "Parts are of the type 'text' here, not '%s'.".formatted(type));
            }
        }
        return String.join("\n", texts);
    }
}
