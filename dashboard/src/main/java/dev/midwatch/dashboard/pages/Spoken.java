package dev.midwatch.dashboard.pages;

import dev.midwatch.core.text.VisibleText;
import dev.midwatch.core.view.TurnRow;
import gg.jte.Content;
import java.time.Instant;
import java.util.Optional;

/**
 * A turn of a conversation, ready to be shown.
 *
 * @param text  of a person, the system; markup is never read in it
 * @param prose of the model
 * @param tool  what a tool was called with and answered
 */
public record Spoken(String role, Instant at, String text, Optional<Content> prose, Optional<ToolTurn> tool) {
    static Spoken of(TurnRow turn) {
        boolean model = turn.role().equals("assistant");
        boolean tool = turn.role().equals("tool");
        return new Spoken(
                turn.role(),
                turn.at(),
                VisibleText.of(turn.text()),
                model ? Optional.of(Markdown.of(turn.text())) : Optional.empty(),
                tool ? Optional.of(ToolTurn.of(turn.text())) : Optional.empty());
    }

    /** Who it was, in a word. */
    public String speaker() {
        return switch (role) {
            case "user" -> "Asked";
            case "assistant" -> "Midwatch";
            case "tool" -> "Tool";
            default -> "Note";
        };
    }
}
