package dev.midwatch.core.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.api.store.Turn;
import java.util.Locale;

/** Writes a transcript for people and for programs. */
public final class TranscriptText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TranscriptText() {}

    public static String markdown(Transcript transcript) {
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(transcript.title().replaceAll("\\s+", " "))
                .append("\n\n- session: ")
                .append(transcript.name())
                .append("\n- origin: ")
                .append(transcript.origin())
                .append("\n- started: ")
                .append(transcript.started())
                .append('\n');
        transcript
                .parent()
                .ifPresent(
                        parent -> text.append("- forked from: ").append(parent).append('\n'));
        for (Turn turn : transcript.turns()) {
            text.append("\n## ")
                    .append(role(turn))
                    .append(", ")
                    .append(turn.at())
                    .append("\n\n")
                    .append(turn.role() == Turn.Role.TOOL ? fenced(turn.text()) : turn.text())
                    .append('\n');
        }
        return text.toString();
    }

    /** With a fence that no line of the text is. */
    private static String fenced(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + text + "\n" + fence;
    }

    /** A line about the session, and one for each turn in the form of OpenAI's messages. {@link TranscriptReader} reads it back. */
    public static String jsonl(Transcript transcript) {
        ObjectNode session = JSON.createObjectNode()
                .put("id", transcript.name())
                .put("title", transcript.title())
                .put("origin", transcript.origin())
                .put("started", transcript.started().toString());
        transcript.parent().ifPresent(parent -> session.put("parent", parent));
        StringBuilder text = new StringBuilder(line(JSON.createObjectNode().set("session", session)));
        for (Turn turn : transcript.turns()) {
            text.append(line(JSON.createObjectNode()
                    .put("role", role(turn))
                    .put("content", turn.text())
                    .put("at", turn.at().toString())));
        }
        return text.toString();
    }

    private static String line(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String role(Turn turn) {
        return turn.role().name().toLowerCase(Locale.ROOT);
    }
}
