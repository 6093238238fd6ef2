package dev.midwatch.core.view;

import dev.midwatch.api.store.Memory;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.memory.Entry;
import dev.midwatch.core.memory.MemoryChange;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.tool.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is remembered, and what waits to be. */
public final class Memories {
    private final MemoryFiles files;
    private final Audit audit;
    private final InstantSource clock;

    public Memories(MemoryFiles files, Audit audit, InstantSource clock) {
        this.files = files;
        this.audit = audit;
        this.clock = clock;
    }

    /** What waits for a person first. */
    public List<MemoryRow> list() {
        return Stream.concat(
                        files.pending().stream().map(Memories::row),
                        files.entries().stream().map(Memories::row))
                .toList();
    }

    /** Remembers what a person says, at once. */
    public void add(Memory.About about, String text, Actor by) {
        by.require(Level.OPERATOR);
        Findings.refusing(() -> {
            files.apply(MemoryChange.add(new Memory(about, text, by.who()), clock.instant()));
            return true;
        });
        audit.record("memory added", Map.of("by", by.who(), "text", text));
    }

    /** Does what waits. */
    public void accept(String text, Actor by) {
        by.require(Level.OPERATOR);
        MemoryChange change = waiting(text);
        Findings.refusing(() -> files.accept(change));
        audit.record("memory accepted", facts(change, by));
    }

    /** Drops what waits. */
    public void reject(String text, Actor by) {
        by.require(Level.OPERATOR);
        MemoryChange change = waiting(text);
        audit.record("memory rejected", facts(change, by));
        files.reject(change);
    }

    /** Forgets what is in force. */
    public void forget(String text, Actor by) {
        by.require(Level.OPERATOR);
        Entry known = files.find(text).orElseThrow(() -> Refusal.notFound("nothing of that text is remembered"));
        audit.record("memory forgotten", Map.of("by", by.who(), "text", text));
        files.apply(MemoryChange.remove(new Memory(known.memory().about(), text, by.who()), clock.instant()));
    }

    private MemoryChange waiting(String text) {
        return files.pending().stream()
                .filter(one -> one.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("nothing of that text waits to be remembered"));
    }

    private static Map<String, Object> facts(MemoryChange change, Actor by) {
        Map<String, Object> facts = new TreeMap<>(Map.of(
                "by", by.who(),
                "text", change.text(),
                "change", change.what().toString(),
                "from", change.memory().source()));
        if (!change.old().isEmpty()) {
            facts.put("old", change.old());
        }
        return facts;
    }

    private static MemoryRow row(MemoryChange change) {
        return new MemoryRow(
                RunRows.word(change.memory().about()),
                change.text(),
                change.memory().source(),
                change.at().toString(),
                true,
                change.what().toString(),
                change.old());
    }

    private static MemoryRow row(Entry entry) {
        Memory memory = entry.memory();
        String at = entry.at().map(Object::toString).orElse("");
        return new MemoryRow(RunRows.word(memory.about()), memory.text(), memory.source(), at, false, "", "");
    }
}
