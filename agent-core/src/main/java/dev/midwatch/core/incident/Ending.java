package dev.midwatch.core.incident;

import java.util.Objects;

/**
 * What ended an incident, as far as that can be seen.
 *
 * @param how the command, or what was changed; empty where the kind says all
 */
public record Ending(Kind kind, String how) {
    /** What it was. */
    public enum Kind {
        /** An action of ours that was verified. */
        ACTION,
        /** Somebody else changed the object. */
        CHANGE,
        /** The object is not there any more, or another one of its name is. */
        REMOVAL,
        /** Nobody is seen to have done anything. */
        ITSELF,
        /** It could not be looked at. */
        UNKNOWN
    }

    public Ending {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(how, "how");
    }

    static Ending of(Kind kind) {
        return new Ending(kind, "");
    }

    /** As the end of a sentence about the incident. */
    @Override
    public String toString() {
        return switch (kind) {
            case ACTION -> "fixed by `" + how + "`";
            case CHANGE -> "gone after a change by somebody else: " + how;
            case REMOVAL -> "gone with its object, which was removed or made anew";
            case ITSELF -> "gone by itself, as far as can be seen";
            case UNKNOWN -> "what ended it could not be seen";
        };
    }
}
