package dev.midwatch.core.memory;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Memory.About;
import dev.midwatch.core.store.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One of the files, read afresh each time. */
record MemoryFile(Path file, About about, String heading) {
    /** Of an entry that a person typed without saying where it comes from. */
    private static final String BY_HAND = "user";
    /** A file of more is no memory: its beginning is read, and it is not written. */
    private static final int MOST_BYTES = 1_000_000;

    List<Entry> entries() {
        return text().items().stream().map(this::entry).toList();
    }

    /** Of a file of what waits. */
    List<MemoryChange> changes() {
        return text().items().stream().map(this::change).toList();
    }

    boolean holds(String text) {
        return text().holds(text);
    }

    void add(Memory memory, String comment) {
        MemoryText before = text();
        String start = before.text().isEmpty() ? heading + "\n\n" : "";
        MemoryText after = new MemoryText(before.text() + start).with(memory.text(), comment);
        if (!after.holds(memory.text())) {
            throw new IllegalArgumentException(
                    file.getFileName() + " ends in a code block or comment that is not closed: close it by hand first");
        }
        write(after);
    }

    /** False if nothing of that text stands there. */
    boolean replace(String old, Memory memory, String comment) {
        return written(text().replacing(old, memory.text(), comment));
    }

    boolean remove(String text) {
        return written(text().without(text));
    }

    private boolean written(Optional<MemoryText> after) {
        after.ifPresent(this::write);
        return after.isPresent();
    }

    private Entry entry(MemoryText.Item item) {
        Comment comment = Comment.read(item.comment().orElse(BY_HAND));
        return new Entry(new Memory(about, item.text(), comment.source()), comment.at());
    }

    private MemoryChange change(MemoryText.Item item) {
        Comment comment = Comment.read(item.comment().orElse(BY_HAND));
        return new MemoryChange(
                comment.what(),
                new Memory(about, item.text(), comment.source()),
                comment.old(),
                comment.at().orElseGet(this::modified));
    }

    private Instant modified() {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    private MemoryText text() {
        byte[] bytes = bytes();
        return new MemoryText(new String(bytes, StandardCharsets.UTF_8));
    }

    private byte[] bytes() {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException nothingYet) {
            return new byte[0];
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /** A reader sees the old file or the new one, never half of one. */
    private void write(MemoryText text) {
        refuseWhatWouldBeDamaged();
        try {
            WholeFile.replace(file, text.text());
        } catch (IOException cannotWrite) {
            throw new UncheckedIOException("cannot write " + file, cannotWrite);
        }
    }

    private void refuseWhatWouldBeDamaged() {
        byte[] bytes = bytes();
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "%s is longer than %d bytes: shorten it by hand".formatted(file.getFileName(), MOST_BYTES));
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException otherEncoding) {
            throw new IllegalArgumentException(file.getFileName() + " is not UTF-8: save it as UTF-8", otherEncoding);
        }
    }
}
