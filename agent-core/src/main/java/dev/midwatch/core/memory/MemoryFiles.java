package dev.midwatch.core.memory;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Memory.About;
import dev.midwatch.api.store.MemoryStore;
import dev.midwatch.core.text.PlainText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code MEMORY.md} and {@code USER.md}, read afresh each time, because people edit them. With approval on, a new entry waits in a
 * file of the same form beside them until a person accepts it.
 */
public final class MemoryFiles implements MemoryStore {
    private final MemorySettings settings;
    private final MemoryLines work;
    private final MemoryLines people;
    private final MemoryLines pendingWork;
    private final MemoryLines pendingPeople;

    /** @param directory {@code memories}; made when there is something to write */
    public MemoryFiles(Path directory, MemorySettings settings) {
        this.settings = settings;
        this.work = new MemoryLines(directory.resolve("MEMORY.md"), About.WORK, "# Memory");
        this.people = new MemoryLines(directory.resolve("USER.md"), About.PEOPLE, "# People");
        this.pendingWork =
                new MemoryLines(directory.resolve("MEMORY.pending.md"), About.WORK, "# Waiting for approval");
        this.pendingPeople =
                new MemoryLines(directory.resolve("USER.pending.md"), About.PEOPLE, "# Waiting for approval");
    }

    @Override
    public synchronized List<Memory> all() {
        List<Memory> all = new ArrayList<>();
        if (settings.work()) {
            all.addAll(work.entries());
        }
        if (settings.people()) {
            all.addAll(people.entries());
        }
        return List.copyOf(all);
    }

    @Override
    public synchronized boolean remember(Memory said) {
        Memory memory = plain(said);
        if (!(memory.about() == About.WORK ? settings.work() : settings.people())) {
            throw new IllegalArgumentException("remembering this is turned off in config.yaml");
        }
        if ((memory.text() + memory.source()).matches("(?s).*(<!--|-->|\\n|\\r).*")) {
            throw new IllegalArgumentException("a memory is one line of text without comment marks");
        }
        MemoryLines file = file(memory.about());
        if (file.holds(memory.text())) {
            return true;
        }
        refuseIfFull(file, memory);
        if (!settings.writeApproval()) {
            file.add(memory);
            return true;
        }
        MemoryLines waiting = pendingFile(memory.about());
        if (!waiting.holds(memory.text())) {
            refuseIfFull(waiting, memory);
            waiting.add(memory);
        }
        return false;
    }

    private static Memory plain(Memory said) {
        return new Memory(said.about(), PlainText.ofProcess().of(said.text()), said.source());
    }

    @Override
    public synchronized boolean forget(String text) {
        return work.remove(text) | people.remove(text);
    }

    /** What waits for a person. */
    public synchronized List<Memory> pending() {
        return Stream.concat(pendingWork.entries().stream(), pendingPeople.entries().stream())
                .toList();
    }

    /**
     * Puts a waiting entry in force; false if it does not wait.
     *
     * @throws IllegalArgumentException if the file's size cap would be passed
     */
    public synchronized boolean accept(Memory memory) {
        MemoryLines waiting = pendingFile(memory.about());
        if (!waiting.holds(memory.text())) {
            return false;
        }
        MemoryLines file = file(memory.about());
        if (!file.holds(memory.text())) {
            refuseIfFull(file, memory);
            file.add(memory);
        }
        return waiting.remove(memory.text());
    }

    /** Drops a waiting entry; false if it does not wait. */
    public synchronized boolean reject(Memory memory) {
        return pendingFile(memory.about()).remove(memory.text());
    }

    private void refuseIfFull(MemoryLines file, Memory memory) {
        int cap = memory.about() == About.WORK ? settings.workCharacters() : settings.peopleCharacters();
        int length = file.lengthWith(memory);
        if (length > cap) {
            throw new IllegalArgumentException("%s would hold %d of at most %d characters: shorten or remove an entry"
                    .formatted(file.file().getFileName(), length, cap));
        }
    }

    private MemoryLines file(About about) {
        return about == About.WORK ? work : people;
    }

    private MemoryLines pendingFile(About about) {
        return about == About.WORK ? pendingWork : pendingPeople;
    }
}
