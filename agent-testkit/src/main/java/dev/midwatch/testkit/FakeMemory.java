package dev.midwatch.testkit;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.MemoryStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Memory that lasts for one test; every entry is in force at once. */
final class FakeMemory implements MemoryStore {
    private final List<Memory> entries = new CopyOnWriteArrayList<>();

    @Override
    public List<Memory> all() {
        return List.copyOf(entries);
    }

    @Override
    public boolean remember(Memory memory) {
        entries.add(memory);
        return true;
    }

    @Override
    public boolean forget(String text) {
        return entries.removeIf(entry -> entry.text().equals(text));
    }
}
