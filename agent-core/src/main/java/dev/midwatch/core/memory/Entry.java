package dev.midwatch.core.memory;

import dev.midwatch.api.store.Memory;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something remembered, and since when.
 *
 * @param at empty for what a person typed into the file
 */
public record Entry(Memory memory, Optional<Instant> at) {
    public Entry {
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(at, "at");
    }

    public String text() {
        return memory.text();
    }

    /** What it takes of the prompt. */
    int length() {
        return "- ".length() + text().length() + 1;
    }
}
