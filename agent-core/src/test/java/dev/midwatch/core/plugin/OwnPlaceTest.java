package dev.midwatch.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPlaceTest {
    @TempDir
    Path shared;

    @Test
    void isTheSameEachTimeAndNobodyElses() throws IOException {
        Path own = OwnPlace.in(shared);
        assertThat(OwnPlace.in(shared)).isEqualTo(own);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rwx------");
        assertThat(shared.toFile().list()).containsExactly(own.getFileName().toString());
    }

    @Test
    void isAnotherWhereOthersMayWriteToIt() throws IOException {
        Path own = OwnPlace.in(shared);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(OwnPlace.in(shared)).isNotEqualTo(own).isEmptyDirectory();
    }

    @Test
    void isAnotherWhereALinkOrAFileHasTheName() throws IOException {
        Path own = OwnPlace.in(shared);
        Files.delete(own);
        Files.createSymbolicLink(own, Files.createDirectory(shared.resolve("elsewhere")));
        assertThat(OwnPlace.in(shared)).isNotEqualTo(own);
        Files.delete(own);
        Files.createFile(own);
        assertThat(OwnPlace.in(shared)).isNotEqualTo(own);
    }
}
