package dev.midwatch.api.channel;

import java.util.List;
import java.util.Objects;

/**
 * One thing a message tells of, as a value: a finding, an action that waits for a person. It changes with that thing for as long as people
 * can see the message.
 *
 * @param about  what it tells of, the same in every message about it: {@code finding:<fingerprint>}, {@code proposal:<id>}
 * @param title  one line of plain text
 * @param fields in order; may hold untrusted text
 */
public record Card(String about, Tone tone, String title, List<Field> fields) {
    /** What it means to people at first sight. */
    public enum Tone {
        CRITICAL,
        WARNING,
        INFO,
        /** It waits for somebody's decision. */
        ASKING,
        /** It is being done, or watched whether it helps. */
        UNDER_WAY,
        /** It is over, and well. */
        GOOD,
        /** It is over, and not well. */
        BAD,
        /** It is over, and nothing came of it. */
        VOID
    }

    /** How a value wants to be shown. */
    public enum Shape {
        /** A word or two, beside others. */
        SHORT,
        /** Markdown. */
        TEXT,
        /** A command to copy, on one line. */
        COMMAND,
        /** Lines of a log, or of anything else that is shown as it is. */
        CODE,
        /** Lines that begin with plus, minus or a blank. */
        DIFF
    }

    /**
     * A labelled value.
     *
     * @param value may be long; a channel that cannot show so much gives it as a file
     */
    public record Field(String label, String value, Shape shape) {
        public Field {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(shape, "shape");
        }
    }

    public Card {
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(tone, "tone");
        Objects.requireNonNull(title, "title");
        fields = List.copyOf(fields);
    }
}
