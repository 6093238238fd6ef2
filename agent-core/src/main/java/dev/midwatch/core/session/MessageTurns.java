package dev.midwatch.core.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.api.store.Turn;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes turns of the messages of one session, in order, as OpenAI's API has them. */
final class MessageTurns {
    /** As seconds that were in the year 5138; what is more was counted in milliseconds. */
    private static final double MOST_SECONDS = 1e11;

    private final Map<String, String> calls = new HashMap<>();
    private Instant last;

    /** @param first the time of what has none */
    MessageTurns(Instant first) {
        this.last = first.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The turn that a message is. Empty for the prompt of the agent it was said to and its own notes, which are none of ours, and for a message
     * without words.
     *
     * @throws IllegalArgumentException saying why it is no message
     */
    Optional<Turn> turn(JsonNode message) {
        String role = message.path("role").asText("");
        last = time(message, "at", "timestamp").orElse(last);
        message.path("tool_calls").forEach(this::remember);
        return switch (role) {
            case "user" -> said(Turn.Role.USER, content(message.path("content")));
            case "assistant" -> said(Turn.Role.ASSISTANT, content(message.path("content")));
            case "tool", "function" -> said(Turn.Role.TOOL, call(message) + content(message.path("content")));
            // The last is what the gateway of Hermes notes of a channel.
            case "system", "developer", "session_meta" -> Optional.empty();
            default ->
                throw new IllegalArgumentException(
                        role.isEmpty() ? "a message without a role" : "no role is called \"" + role + "\"");
        };
    }

    private void remember(JsonNode call) {
        JsonNode function = call.path("function");
        JsonNode arguments = function.path("arguments");
        calls.put(
                call.path("id").asText(""),
                function.path("name").asText("") + " "
                        + (arguments.isTextual() ? arguments.asText() : arguments.toString()));
    }

    private String call(JsonNode message) {
        String known = calls.get(message.path("tool_call_id").asText(""));
        String name = message.path("name").asText(message.path("tool_name").asText(""));
        return known != null ? known + "\n" : name.isEmpty() || name.equals("null") ? "" : name + "\n";
    }

    private Optional<Turn> said(Turn.Role role, String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new Turn(role, text, last));
    }

    /** Text, or parts of which the others are named in its place. */
    private static String content(JsonNode content) {
        if (!content.isArray()) {
            return content.isTextual() ? content.asText() : "";
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(text.isEmpty() ? "" : "\n");
            text.append(
                    part.path("text").isTextual()
                            ? part.path("text").asText()
                            : "(" + part.path("type").asText("part") + " left out)");
        }
        return text.toString();
    }

    /** Of the first of these keys that has one: as ISO 8601, or in seconds or milliseconds since 1970. */
    static Optional<Instant> time(JsonNode node, String... keys) {
        for (String key : keys) {
            JsonNode value = node.path(key);
            if (value.isNumber()) {
                double time = value.asDouble();
                return Optional.of(Instant.ofEpochMilli(Math.round(time < MOST_SECONDS ? time * 1_000 : time)));
            }
            if (value.isTextual()) {
                try {
                    return Optional.of(
                            Instant.ofEpochMilli(instant(value.asText()).toEpochMilli()));
                } catch (DateTimeException | ArithmeticException notATime) {
                    throw new IllegalArgumentException("%s: \"%s\" is not a time".formatted(key, value.asText()));
                }
            }
        }
        return Optional.empty();
    }

    /** What names no offset is taken for UTC: whose clock it was is not known. */
    private static Instant instant(String text) {
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : OffsetDateTime.from(time).toInstant();
    }
}
