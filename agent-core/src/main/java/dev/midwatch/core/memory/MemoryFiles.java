package dev.midwatch.core.memory;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Memory.About;
import dev.midwatch.api.store.MemoryStore;
import dev.midwatch.core.memory.MemoryChange.What;
import dev.midwatch.core.store.WriterLock;
import dev.midwatch.core.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code MEMORY.md} and {@code USER.md}, read afresh each time, because people edit them. With approval on, a change waits in a file of the
 * same form beside them until a person accepts it.
 */
public final class MemoryFiles implements MemoryStore {
    private static final String MARKS = "(?s).*(<!--|-->|[\\n\\r]).*";
    /** Whose entries a plugin removes it does not say. */
    private static final String PLUGIN = "plugin";

    private final Path directory;
    private final WriterLock lock;
    private final MemorySettings settings;
    private final InstantSource clock;
    private final MemoryFile work;
    private final MemoryFile people;
    private final MemoryFile pendingWork;
    private final MemoryFile pendingPeople;

    /** @param directory {@code memories}; made when there is something to write */
    public MemoryFiles(Path directory, MemorySettings settings, InstantSource clock) {
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
        this.work = new MemoryFile(directory.resolve("MEMORY.md"), About.WORK, "# Memory");
        this.lock = new WriterLock(work.file());
        this.people = new MemoryFile(directory.resolve("USER.md"), About.PEOPLE, "# People");
        this.pendingWork = new MemoryFile(directory.resolve("MEMORY.pending.md"), About.WORK, "# Waiting for approval");
        this.pendingPeople =
                new MemoryFile(directory.resolve("USER.pending.md"), About.PEOPLE, "# Waiting for approval");
    }

    /** All that is in force, with who said it and when. */
    public List<Entry> entries() {
        return used().flatMap(file -> file.entries().stream()).toList();
    }

    @Override
    public List<Memory> all() {
        return entries().stream().map(Entry::memory).toList();
    }

    /** As much of each file as its size cap lets in, which a person's hand may have passed; that more is there is said. */
    public List<Memory> forPrompt() {
        List<Memory> told = new ArrayList<>();
        for (MemoryFile file : used().toList()) {
            int room = cap(file.about());
            List<Entry> entries = file.entries();
            int shown = 0;
            while (shown < entries.size() && entries.get(shown).length() <= room) {
                room -= entries.get(shown).length();
                told.add(entries.get(shown).memory());
                shown++;
            }
            if (shown < entries.size()) {
                told.add(leftOut(file, entries.size() - shown));
            }
        }
        return told;
    }

    private Memory leftOut(MemoryFile file, int count) {
        return new Memory(
                file.about(),
                "(%d more in %s, which is over its %d characters: tell the operator to shorten it)"
                        .formatted(count, file.file().getFileName(), cap(file.about())),
                "midwatch");
    }

    @Override
    public boolean remember(Memory memory) {
        return propose(MemoryChange.add(memory, clock.instant()));
    }

    @Override
    public boolean forget(String text) {
        return alone(() -> {
            Optional<Entry> known = find(text);
            known.ifPresent(entry ->
                    propose(MemoryChange.remove(new Memory(entry.memory().about(), text, PLUGIN), clock.instant())));
            return known.isPresent();
        });
    }

    /** The entry of that text, whichever file it stands in. */
    public Optional<Entry> find(String text) {
        return entries().stream().filter(entry -> entry.text().equals(text)).findFirst();
    }

    /**
     * Does it, or where approval is on lets it wait.
     *
     * @return whether it is done
     * @throws IllegalArgumentException if it cannot be done: a size cap, a line that is not there, a text that would break the file
     */
    public boolean propose(MemoryChange said) {
        MemoryChange change = plain(said);
        return alone(() -> done(change));
    }

    private boolean done(MemoryChange change) {
        if (change.what() != What.REMOVE && holds(change)) {
            return true;
        }
        if (!settings.writeApproval()) {
            write(change);
            return true;
        }
        refuseWhatCannotBe(change);
        MemoryFile waiting = pendingFile(change.memory().about());
        Optional<MemoryChange> known = waiting.changes().stream()
                .filter(one -> one.text().equals(change.text()))
                .findFirst();
        if (known.isEmpty()) {
            refuseIfFull(waiting, change, 0);
            waiting.add(change.memory(), Comment.of(change));
        } else if (known.get().what() != change.what() || !known.get().old().equals(change.old())) {
            throw new IllegalArgumentException(
                    "another change of that line waits for a person already: it must be decided first");
        }
        return false;
    }

    /** An addition of what is there already is none. */
    private boolean holds(MemoryChange change) {
        return change.what() == What.ADD && file(change.memory().about()).holds(change.text());
    }

    /** Does it at once: a person wants it. */
    public void apply(MemoryChange said) {
        MemoryChange change = plain(said);
        alone(() -> {
            write(change);
            return null;
        });
    }

    private void write(MemoryChange change) {
        refuseWhatCannotBe(change);
        MemoryFile file = file(change.memory().about());
        String comment = Comment.of(new Entry(change.memory(), Optional.of(change.at())));
        switch (change.what()) {
            case ADD -> file.add(change.memory(), comment);
            case REPLACE -> replace(file, change, comment);
            case REMOVE -> file.remove(change.text());
        }
    }

    private static void replace(MemoryFile file, MemoryChange change, String comment) {
        if (!change.old().equals(change.text()) && file.holds(change.text())) {
            file.remove(change.old());
        } else {
            file.replace(change.old(), change.memory(), comment);
        }
    }

    /** What waits for a person. */
    public List<MemoryChange> pending() {
        return Stream.of(pendingWork, pendingPeople)
                .flatMap(file -> file.changes().stream())
                .toList();
    }

    /**
     * Does what waits; false if it does not wait.
     *
     * @throws IllegalArgumentException if it cannot be done any more
     */
    public boolean accept(MemoryChange change) {
        return alone(() -> accepted(change));
    }

    private boolean accepted(MemoryChange change) {
        MemoryFile waiting = pendingFile(change.memory().about());
        if (!waiting.holds(change.text())) {
            return false;
        }
        if (!holds(change)) {
            write(plain(change));
        }
        return waiting.remove(change.text());
    }

    /** Drops what waits; false if it does not wait. */
    public boolean reject(MemoryChange change) {
        return alone(() -> pendingFile(change.memory().about()).remove(change.text()));
    }

    /** Keeps other writers out, also those of other processes, while the work reads, changes and writes. */
    private <T> T alone(WriterLock.Work<T> work) {
        try {
            Files.createDirectories(directory);
            return lock.holding(work);
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot write in " + directory, unusable);
        }
    }

    private static MemoryChange plain(MemoryChange said) {
        Memory memory = said.memory();
        return said.what() == What.REMOVE
                ? said
                : new MemoryChange(
                        said.what(),
                        new Memory(memory.about(), PlainText.ofProcess().of(memory.text()), memory.source()),
                        said.old(),
                        said.at());
    }

    private void refuseWhatCannotBe(MemoryChange change) {
        Memory memory = change.memory();
        if (!(memory.about() == About.WORK ? settings.work() : settings.people())) {
            throw new IllegalArgumentException("remembering this is turned off in config.yaml");
        }
        if ((memory.text() + memory.source()).matches(MARKS) || memory.source().contains(";")) {
            throw new IllegalArgumentException("a memory is one line of text without comment marks");
        }
        MemoryFile file = file(memory.about());
        if (!change.needs().isEmpty() && !file.holds(change.needs())) {
            throw new IllegalArgumentException("there is no such line: " + change.needs());
        }
        if (change.what() != What.REMOVE) {
            refuseIfFull(file, change, change.old().isEmpty() ? 0 : change.old().length() + 3);
        }
    }

    private void refuseIfFull(MemoryFile file, MemoryChange change, int freed) {
        int length = file.entries().stream().mapToInt(Entry::length).sum()
                + change.text().length()
                + 3
                - freed;
        if (length > cap(file.about())) {
            throw new IllegalArgumentException("%s would hold %d of at most %d characters: shorten or remove an entry"
                    .formatted(file.file().getFileName(), length, cap(file.about())));
        }
    }

    private int cap(About about) {
        return about == About.WORK ? settings.workCharacters() : settings.peopleCharacters();
    }

    private Stream<MemoryFile> used() {
        return Stream.of(work, people).filter(file -> file.about() == About.WORK ? settings.work() : settings.people());
    }

    private MemoryFile file(About about) {
        return about == About.WORK ? work : people;
    }

    private MemoryFile pendingFile(About about) {
        return about == About.WORK ? pendingWork : pendingPeople;
    }
}
