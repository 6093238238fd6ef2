package dev.midwatch.cli.hermes;

import dev.midwatch.api.store.Memory;
import dev.midwatch.core.memory.MemoryChange;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.memory.MemorySettings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Takes over what the other agent remembers. Where a person has to accept what is remembered, that goes for these entries too. */
record HermesMemories(ForeignHome from, OwnFiles own, MemorySettings settings, Clock clock, Takeover takeover) {
    /** Between two entries of a file, on a line of its own. */
    private static final String SECTION_SIGN = "\\R§\\R";

    void take() {
        MemoryFiles memories = new MemoryFiles(own.home().memories(), settings, clock);
        take("memories/MEMORY.md", Memory.About.WORK, memories);
        take("memories/USER.md", Memory.About.PEOPLE, memories);
    }

    private void take(String file, Memory.About about, MemoryFiles memories) {
        List<String> entries = from.text(file).stream()
                .flatMap(text -> Stream.of(text.split(SECTION_SIGN)))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        int number = 0;
        for (String entry : entries) {
            number++;
            take("%s: entry %d".formatted(file, number), entry, about, memories);
        }
    }

    private void take(String what, String entry, Memory.About about, MemoryFiles memories) {
        String line = entry.replaceAll("\\s*\\R\\s*", " ");
        String form = line.equals(entry) ? "" : "its lines are one here";
        try {
            if (Stream.concat(
                            memories.all().stream(), memories.pending().stream().map(MemoryChange::memory))
                    .anyMatch(known -> known.text().equals(line))) {
                takeover.taken(what, "is remembered here already");
                return;
            }
            boolean inForce =
                    memories.remember(new Memory(about, line, "imported from hermes " + LocalDate.now(clock)));
            String review = inForce ? "" : "waits for a person (memory.write_approval)";
            String why = form.isEmpty() || review.isEmpty() ? form + review : form + "; " + review;
            if (form.isEmpty()) {
                takeover.taken(what, why);
            } else {
                takeover.changed(what, why);
            }
        } catch (IllegalArgumentException e) {
            takeover.left(what, e.getMessage());
        }
    }
}
