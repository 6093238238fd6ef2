package dev.midwatch.core.memory;

import dev.midwatch.api.store.Memory;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing to be done to what is remembered. Where a person looks first it waits as a whole: until then the old line stands.
 *
 * @param memory what is to be remembered; for a removal the line that goes, and who wants that
 * @param old    the line that gives way to it; empty unless it replaces one
 */
public record MemoryChange(What what, Memory memory, String old, Instant at) {
    /** What is to be done. */
    public enum What {
        ADD,
        REPLACE,
        REMOVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public MemoryChange {
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(at, "at");
        if ((what == What.REPLACE) == old.isEmpty()) {
            throw new IllegalArgumentException("what replaces a line has to say which");
        }
    }

    public static MemoryChange add(Memory memory, Instant at) {
        return new MemoryChange(What.ADD, memory, "", at);
    }

    public static MemoryChange replace(String old, Memory memory, Instant at) {
        return new MemoryChange(What.REPLACE, memory, old, at);
    }

    /** @param memory the line that goes, with whoever wants that as its source */
    public static MemoryChange remove(Memory memory, Instant at) {
        return new MemoryChange(What.REMOVE, memory, "", at);
    }

    public String text() {
        return memory.text();
    }

    /** The line that has to stand for it to be possible; empty if none has to. */
    String needs() {
        return what == What.REMOVE ? text() : old;
    }
}
