package dev.midwatch.api.store;

import java.util.Objects;

/**
 * A short fact worth keeping.
 *
 * @param about  of the cluster and the work, or of the people it is done for
 * @param text   one line
 * @param source where it comes from: {@code user}, {@code session:<id>}
 */
public record Memory(About about, String text, String source) {
    /** Which of the two files it stands in. */
    public enum About {
        /** {@code memories/MEMORY.md}. */
        WORK,
        /** {@code memories/USER.md}. */
        PEOPLE
    }

    public Memory {
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(source, "source");
        if (text.isBlank() || text.contains("\n")) {
            throw new IllegalArgumentException("a memory is one line of text");
        }
    }
}
