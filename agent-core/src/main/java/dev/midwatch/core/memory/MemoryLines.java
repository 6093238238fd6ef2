package dev.midwatch.core.memory;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Memory.About;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown file with one entry a list line, its source in a comment. Headings and prose that a person put between the entries
 * stay where they are.
 */
record MemoryLines(Path file, About about, String heading) {
    private static final Pattern ENTRY = Pattern.compile("\\s*[-*]\\s+(.+?)(?:\\s*<!--\\s*(.*?)\\s*-->)?\\s*");
    /** Of an entry that a person typed without saying where it comes from. */
    private static final String BY_HAND = "user";

    List<Memory> entries() {
        return lines().stream().map(this::entry).flatMap(Optional::stream).toList();
    }

    boolean holds(String text) {
        return entries().stream().anyMatch(memory -> memory.text().equals(text));
    }

    /** The length of the file were this entry added. */
    int lengthWith(Memory memory) {
        return String.join("\n", with(memory)).length() + 1;
    }

    void add(Memory memory) {
        write(with(memory));
    }

    boolean remove(String text) {
        List<String> before = lines();
        List<String> after = before.stream()
                .filter(line ->
                        entry(line).filter(memory -> memory.text().equals(text)).isEmpty())
                .toList();
        if (after.size() == before.size()) {
            return false;
        }
        write(after);
        return true;
    }

    private List<String> with(Memory memory) {
        List<String> lines = new ArrayList<>(lines());
        if (lines.isEmpty()) {
            lines.addAll(List.of(heading, ""));
        }
        lines.add("- " + memory.text() + " <!-- " + memory.source() + " -->");
        return lines;
    }

    private Optional<Memory> entry(String line) {
        Matcher matcher = ENTRY.matcher(line);
        return matcher.matches()
                ? Optional.of(
                        new Memory(about, matcher.group(1), matcher.group(2) == null ? BY_HAND : matcher.group(2)))
                : Optional.empty();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException nothingYet) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A reader sees the old file or the new one, never half of one. */
    private void write(List<String> lines) {
        try {
            Files.createDirectories(file.getParent());
            Path next =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
            try {
                Files.write(next, lines);
                move(next);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException cannotWrite) {
            throw new UncheckedIOException(cannotWrite);
        }
    }

    private void move(Path next) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException oddFilesystem) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
