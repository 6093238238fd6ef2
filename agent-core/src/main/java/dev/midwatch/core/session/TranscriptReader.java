package dev.midwatch.core.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.text.PlainText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads sessions of JSON lines: what {@link TranscriptText#jsonl} writes; lines that are each one message as OpenAI's API has it, which make
 * one session together; and lines that are each a session with its {@code messages}, as another agent exports them.
 */
public final class TranscriptReader {
    /** Of one line. More is no conversation. */
    private static final int LONGEST_LINE = 64 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;
    private final Instant now;
    private final Consumer<Transcript> each;
    private int number;
    private Optional<JsonNode> header = Optional.empty();
    private List<Turn> turns = new ArrayList<>();
    private MessageTurns messages;

    private TranscriptReader(String file, Instant now, Consumer<Transcript> each) {
        this.file = file;
        this.now = now;
        this.each = each;
        this.messages = new MessageTurns(now);
    }

    /**
     * Reads all of it, one session after the other.
     *
     * @param file as problems name it
     * @param now  the time of what has none
     * @throws IllegalArgumentException naming the line that is no session
     */
    public static void read(String file, BufferedReader lines, Instant now, Consumer<Transcript> each)
            throws IOException {
        new TranscriptReader(file, now, each).read(lines);
    }

    private void read(BufferedReader lines) throws IOException {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.length() > LONGEST_LINE) {
                    throw wrong("a line of %,d characters".formatted(line.length()), "one message or session a line");
                }
                if (!line.isBlank()) {
                    take(json(line));
                }
            }
        } catch (CharacterCodingException e) {
            throw wrong("is not UTF-8 text", "save it as UTF-8");
        }
        end();
    }

    private void take(JsonNode line) {
        if (line.path("session").isObject()) {
            end();
            header = Optional.of(line.get("session"));
        } else if (line.path("messages").isArray()) {
            end();
            header = Optional.of(line);
            line.get("messages").forEach(this::message);
            end();
        } else {
            message(line);
        }
    }

    private void message(JsonNode message) {
        try {
            messages.turn(message).ifPresent(turns::add);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage(), "{\"role\": \"user\", \"content\": \"...\"}");
        }
    }

    private void end() {
        if (header.isPresent() || !turns.isEmpty()) {
            JsonNode about = header.orElseGet(JSON::createObjectNode);
            each.accept(new Transcript(
                    text(about, "id").orElseGet(this::contents),
                    text(about, "title").orElseGet(this::firstWords),
                    text(about, "origin").or(() -> text(about, "source")).orElse("jsonl"),
                    started(about),
                    text(about, "parent").or(() -> text(about, "parent_session_id")),
                    turns));
        }
        header = Optional.empty();
        turns = new ArrayList<>();
        messages = new MessageTurns(now);
    }

    private Instant started(JsonNode about) {
        try {
            return MessageTurns.time(about, "started", "started_at")
                    .orElse(turns.isEmpty() ? now : turns.get(0).at());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage(), "2026-01-02T12:00:00Z");
        }
    }

    /** The name of one that has none: the same words have the same. */
    private String contents() {
        String said =
                turns.stream().map(turn -> turn.role() + " " + turn.text()).collect(Collectors.joining("\n"));
        return "contents-" + UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8));
    }

    /** Shortened when no secret is in them any more: the half of one is not known for one. */
    private String firstWords() {
        return turns.stream()
                .filter(turn -> turn.role() == Turn.Role.USER)
                .findFirst()
                .flatMap(turn ->
                        PlainText.ofProcess().of(turn.text().strip()).lines().findFirst())
                .map(line -> line.length() <= 60 ? line : line.substring(0, 59) + "…")
                .orElse("imported");
    }

    private JsonNode json(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw wrong("not valid JSON: " + e.getOriginalMessage(), "one JSON object a line");
        }
        throw wrong("not a JSON object", "one JSON object a line");
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.of(node.path(key).asText("")).filter(value -> !value.isBlank() && !value.equals("null"));
    }

    private IllegalArgumentException wrong(String what, String hint) {
        return new IllegalArgumentException("%s:%d: %s (%s)".formatted(file, number, what, hint));
    }
}
