package dev.midwatch.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.model.ModelException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Puts the chunks of a stream together into the document that the server would have sent at once. */
final class StreamedAnswer {
    /** Of text, thoughts and arguments together; some 100,000 tokens. */
    private static final int MOST_CHARACTERS = 400_000;
    /** For all that may follow the finish reason: usage and the end mark, and comments without end. */
    private static final Duration AFTER_THE_END = Duration.ofSeconds(2);

    private final Speech speech;
    private final Duration patience;
    private final InstantSource clock;
    private final StringBuilder text = new StringBuilder();
    private final CallPieces calls = new CallPieces();
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private long characters;
    private String finishReason;
    /** Of the wait for what follows the finish reason. */
    private Deadline end;

    private StreamedAnswer(Speech speech, Duration patience, InstantSource clock) {
        this.speech = speech;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Reads to the end of the answer. A stream that has told its finish reason is whole, whatever becomes of the connection then.
     *
     * @param patience for every part of it up to the finish reason
     * @return the document
     */
    static String read(EventStream events, Speech speech, Duration patience, InstantSource clock)
            throws InterruptedException {
        StreamedAnswer answer = new StreamedAnswer(speech, patience, clock);
        try {
            Optional<String> payload = events.next(answer::patience);
            while (payload.isPresent() && !payload.get().equals("[DONE]")) {
                answer.take(payload.get());
                payload = events.next(answer::patience);
            }
        } catch (ModelException failed) {
            boolean onlyTheConnection = failed.kind() == Kind.TIMEOUT || failed.kind() == Kind.UNREACHABLE;
            if (answer.finishReason == null || !onlyTheConnection) {
                throw failed;
            }
        }
        return answer.document();
    }

    private Duration patience() {
        if (end != null && end.passed()) {
            throw new ModelException(Kind.TIMEOUT, "the stream goes on after its finish reason");
        }
        return end == null ? patience : end.left();
    }

    private void take(String payload) {
        JsonNode chunk = LenientJson.strict(payload)
                .orElseThrow(() -> new ModelException(Kind.BROKEN_ANSWER, "a part of the answer is not JSON"));
        AnswerRepair.refuseError(chunk);
        for (String about : new String[] {"id", "model", "usage"}) {
            if (chunk.hasNonNull(about)) {
                document.set(about, chunk.get(about));
            }
        }
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt() == 0) {
                take(choice);
            }
        }
        speech.received(characters);
        if (characters > MOST_CHARACTERS) {
            throw new ModelException(
                    Kind.ENDLESS, "the answer is endless: given up after " + MOST_CHARACTERS + " characters");
        }
    }

    private void take(JsonNode choice) {
        JsonNode delta = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
        String piece = content(delta.path("content"));
        if (!piece.isEmpty()) {
            text.append(piece);
            speech.hear(piece);
        }
        characters += piece.length()
                + delta.path("reasoning_content").asText("").length()
                + delta.path("reasoning").asText("").length();
        for (JsonNode call : delta.path("tool_calls")) {
            characters += calls.take(call);
        }
        if (choice.hasNonNull("finish_reason")) {
            finishReason = choice.get("finish_reason").asText();
            end = end == null ? Deadline.in(AFTER_THE_END, clock) : end;
        }
    }

    /** A text, or a list of parts with texts. */
    private static String content(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder parts = new StringBuilder();
        content.forEach(part -> parts.append(part.path("text").asText("")));
        return parts.toString();
    }

    private String document() {
        document.put("object", "chat.completion");
        ObjectNode choice = document.putArray("choices").addObject().put("index", 0);
        choice.put("finish_reason", finishReason);
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").put("content", text.toString());
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls.whole());
        }
        return document.toString();
    }
}
