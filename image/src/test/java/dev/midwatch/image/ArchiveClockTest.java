package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.image.ArchiveClock.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveClockTest {
    private static final int HEADER_WORDS = 512;
    private static final Span MADE = new Span(1_000, 2_000);
    private static final Span MADE_AGAIN = new Span(3_000, 4_000);

    @TempDir
    private Path directory;

    @Test
    void takesOutTheMomentsInWhichItWasMade() throws IOException {
        Path archive = archive("archive", 77, 1_500, 7, 1_700);
        Path again = archive("again", 78, 3_500, 7, 3_600);

        ArchiveClock.takeOut(archive, MADE, again, MADE_AGAIN);

        assertThat(archive).hasSameBinaryContentAs(archive("expected", 0, 0, 7, 0));
    }

    @Test
    void leavesANumberThatOnlyLooksLikeSuchAMoment() throws IOException {
        Path archive = archive("archive", 77, 1_500, 3_500);

        ArchiveClock.takeOut(archive, MADE, archive("again", 77, 1_500, 3_500), MADE_AGAIN);

        assertThat(archive).hasSameBinaryContentAs(archive("expected", 77, 1_500, 3_500));
    }

    @Test
    void refusesArchivesThatDifferInMore() throws IOException {
        Path archive = archive("archive", 77, 1_500, 7);

        assertThatThrownBy(() -> ArchiveClock.takeOut(archive, MADE, archive("other", 77, 3_500, 8), MADE_AGAIN))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("differ at 1008");
        assertThatThrownBy(() -> ArchiveClock.takeOut(archive, MADE, archive("longer", 77, 3_500, 7, 9), MADE_AGAIN))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("in length");
    }

    @Test
    void refusesAHeaderThatDiffersInMoreThanItsChecksums() throws IOException {
        Path archive = archive("archive", 77, 1_500);
        Path other = archive("other", 78, 3_500);
        byte[] bytes = Files.readAllBytes(other);
        bytes[0x20] = 1;
        Files.write(other, bytes);

        assertThatThrownBy(() -> ArchiveClock.takeOut(archive, MADE, other, MADE_AGAIN))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("differ at 20");
    }

    /** @param checksum of the header, behind the word that says what file this is */
    private Path archive(String name, long checksum, long... words) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate((HEADER_WORDS + words.length) * Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.putInt(4, (int) checksum).position(HEADER_WORDS * Long.BYTES);
        for (long word : words) {
            bytes.putLong(word);
        }
        return Files.write(directory.resolve(name), bytes.array());
    }
}
