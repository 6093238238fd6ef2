package dev.midwatch.core.view;

import dev.midwatch.api.store.Memory;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.tool.Level;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is remembered, and what waits to be. */
public final class Memories {
    private final MemoryFiles files;
    private final Audit audit;

    public Memories(MemoryFiles files, Audit audit) {
        this.files = files;
        this.audit = audit;
    }

    /** What waits for a person first. */
    public List<MemoryRow> list() {
        return Stream.concat(
                        files.pending().stream().map(one -> row(one, true)),
                        files.all().stream().map(one -> row(one, false)))
                .toList();
    }

    /** Puts what waits in force. */
    public void accept(String text, Actor by) {
        by.require(Level.OPERATOR);
        Memory memory = waiting(text);
        Findings.refusing(() -> files.accept(memory));
        audit.record("memory accepted", Map.of("by", by.who(), "text", text));
    }

    /** Drops what waits. */
    public void reject(String text, Actor by) {
        by.require(Level.OPERATOR);
        Memory memory = waiting(text);
        audit.record("memory rejected", Map.of("by", by.who(), "text", text));
        files.reject(memory);
    }

    /** Forgets what is in force. */
    public void forget(String text, Actor by) {
        by.require(Level.OPERATOR);
        if (files.all().stream().noneMatch(one -> one.text().equals(text))) {
            throw Refusal.notFound("nothing of that text is remembered");
        }
        audit.record("memory forgotten", Map.of("by", by.who(), "text", text));
        files.forget(text);
    }

    private Memory waiting(String text) {
        return files.pending().stream()
                .filter(one -> one.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("nothing of that text waits to be remembered"));
    }

    private static MemoryRow row(Memory memory, boolean waiting) {
        return new MemoryRow(RunRows.word(memory.about()), memory.text(), memory.source(), waiting);
    }
}
