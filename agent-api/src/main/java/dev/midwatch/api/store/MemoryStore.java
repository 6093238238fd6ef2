package dev.midwatch.api.store;

import java.util.List;

/** Facts that go into every session's prompt, kept in two Markdown files that people may edit. From any thread. */
public interface MemoryStore {
    /** All accepted entries, in the files' order. */
    List<Memory> all();

    /**
     * Adds an entry, or hands it in for review where {@code memory.write_approval} is on.
     *
     * @return whether it is in force now
     * @throws IllegalArgumentException if the file's size cap would be passed
     */
    boolean remember(Memory memory);

    /** Removes the entry with that very text, or hands that in for review; false if there is none. */
    boolean forget(String text);
}
