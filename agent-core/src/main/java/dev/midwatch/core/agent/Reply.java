package dev.midwatch.core.agent;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of a run.
 *
 * @param sessionId of the session that holds its turns; empty if no model was asked
 */
public record Reply(Outcome outcome, Usage usage, Optional<String> sessionId) {
    public Reply {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(sessionId, "sessionId");
    }

    /** Either an answer or the reason why there is none. */
    public sealed interface Outcome {}

    /** The model's last word, redacted. */
    public record Answered(String text) implements Outcome {
        public Answered {
            Objects.requireNonNull(text, "text");
        }
    }

    /** @param detail one line for people */
    public record Stopped(StopReason reason, String detail) implements Outcome {
        public Stopped {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }

    static Reply withoutModel(StopReason reason, String detail) {
        return new Reply(new Stopped(reason, detail), Usage.NONE, Optional.empty());
    }

    /** The answer, if there is one. */
    public Optional<String> text() {
        return outcome instanceof Answered answered ? Optional.of(answered.text()) : Optional.empty();
    }

    /** The reason, if there is no answer. */
    public Optional<Stopped> stopped() {
        return outcome instanceof Stopped stopped ? Optional.of(stopped) : Optional.empty();
    }
}
