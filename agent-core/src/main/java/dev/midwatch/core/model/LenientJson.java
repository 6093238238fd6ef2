package dev.midwatch.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads the JSON that models write: with trailing commas, single quotes, line breaks inside strings, names without quotes, and a
 * closing bracket too few or too many. Never guesses what a value was to be: a string that does not end stays broken.
 */
final class LenientJson {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private LenientJson() {}

    /** As it stands. */
    static Optional<JsonNode> strict(String text) {
        return parse(STRICT, text);
    }

    /** Repaired as far as that is safe. */
    static Optional<JsonNode> repaired(String text) {
        return strict(text)
                .or(() -> parse(LENIENT, text))
                .or(() -> balanced(text).flatMap(whole -> parse(LENIENT, whole)));
    }

    private static Optional<JsonNode> parse(ObjectMapper mapper, String text) {
        try {
            JsonNode node = mapper.readTree(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    /** Where the object or list that begins there ends; the end of the text if it does not. */
    static int end(String text, int start) {
        return scan(text, start, new ArrayDeque<>());
    }

    /** With the brackets closed that are open at the end, or without those that close nothing; empty if a string does not end. */
    private static Optional<String> balanced(String text) {
        Deque<Character> open = new ArrayDeque<>();
        int end = scan(text, 0, open);
        if (open.isEmpty()) {
            return text.substring(end).matches("[}\\]\\s]*") ? Optional.of(text.substring(0, end)) : Optional.empty();
        }
        if (open.peek() == '"' || open.peek() == '\'') {
            return Optional.empty();
        }
        StringBuilder whole = new StringBuilder(text.stripTrailing());
        open.forEach(whole::append);
        return Optional.of(whole.toString());
    }

    /**
     * Reads brackets, and strings as a whole, until all that were opened are closed.
     *
     * @param open takes what closes those that are still open; a quote if a string does not end, and then no bracket helps
     */
    private static int scan(String text, int start, Deque<Character> open) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inString = !open.isEmpty() && (open.peek() == '"' || open.peek() == '\'');
            if (inString && c == '\\') {
                i++;
            } else if (inString ? c == open.peek() : (c == '}' || c == ']') && !open.isEmpty() && c == open.peek()) {
                open.pop();
                if (open.isEmpty()) {
                    return i + 1;
                }
            } else if (!inString && (c == '"' || c == '\'')) {
                open.push(c);
            } else if (!inString && (c == '{' || c == '[')) {
                open.push(c == '{' ? '}' : ']');
            }
        }
        return text.length();
    }
}
