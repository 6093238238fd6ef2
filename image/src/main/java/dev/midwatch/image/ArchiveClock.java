package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Takes out of a class archive when it was made. Its objects hold soft references, and each of those the JVM's clock; its header holds checksums over
 * them, which a start does not look at. Two archives made one after the other of the same show where that stands.
 */
final class ArchiveClock {
    private static final int HEADER = 4096;
    /** Of the header, and of the region that holds objects. */
    private static final Set<Integer> CHECKSUMS = Set.of(0x04, 0x138);

    private ArchiveClock() {}

    /** When an archive was begun and ended, on the JVM's clock: milliseconds of a count that begins anywhere. */
    record Span(long begun, long ended) {
        boolean holds(long moment) {
            return moment >= begun && moment <= ended;
        }
    }

    static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /**
     * Sets to zero where {@code archive} differs from {@code again}.
     *
     * @throws ImageException if they differ in more than moments of their making and checksums
     */
    static void takeOut(Path archive, Span made, Path again, Span madeAgain) {
        try (FileChannel one = FileChannel.open(archive, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel other = FileChannel.open(again)) {
            if (one.size() != other.size()) {
                throw differ(archive, "in length");
            }
            ByteBuffer words = map(one, MapMode.READ_WRITE);
            ByteBuffer wordsAgain = map(other, MapMode.READ_ONLY);
            for (int at = 0; at < HEADER; at += Integer.BYTES) {
                if (words.getInt(at) == wordsAgain.getInt(at)) {
                    continue;
                }
                if (!CHECKSUMS.contains(at)) {
                    throw differ(archive, "at %x".formatted(at));
                }
                words.putInt(at, 0);
            }
            for (int at = HEADER; at + Long.BYTES <= words.limit(); at += Long.BYTES) {
                long word = words.getLong(at);
                long wordAgain = wordsAgain.getLong(at);
                if (word == wordAgain) {
                    continue;
                }
                if (!made.holds(word) || !madeAgain.holds(wordAgain)) {
                    throw differ(archive, "at %x".formatted(at));
                }
                words.putLong(at, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer map(FileChannel file, MapMode mode) throws IOException {
        return file.map(mode, 0, file.size()).order(ByteOrder.nativeOrder());
    }

    private static ImageException differ(Path archive, String where) {
        return new ImageException("two class archives of the same list differ %s, so two images of the same would: %s"
                .formatted(where, archive));
    }
}
