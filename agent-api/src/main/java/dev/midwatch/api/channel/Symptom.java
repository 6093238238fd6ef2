package dev.midwatch.api.channel;

import java.util.Objects;

/**
 * One thing that was looked at, and the cure if it is ill; a line of {@code midwatch doctor}.
 *
 * @param what a word or two: {@code discord token}
 * @param text how it is; if not well, what to do about it
 */
public record Symptom(String what, State state, String text) {
    /** How a thing is. */
    public enum State {
        OK,
        WARN,
        FAIL
    }

    public Symptom {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(text, "text");
    }

    public static Symptom ok(String what, String text) {
        return new Symptom(what, State.OK, text);
    }

    public static Symptom warn(String what, String text) {
        return new Symptom(what, State.WARN, text);
    }

    public static Symptom fail(String what, String text) {
        return new Symptom(what, State.FAIL, text);
    }
}
