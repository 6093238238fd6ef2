package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void isSetForItsOwnerAloneAndSaysByWhomAndWhy() throws Exception {
        Stop stop = new Stop(directory.resolve("STOP"));
        stop.set("cli:anna", "flood of restarts", NOON);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stop.file())))
                .isEqualTo("rw-------");
        assertThat(stop.why()).contains("cli:anna, 2026-01-02T12:00:00Z: flood of restarts");
        stop.set("cli:roger", "", NOON);
        assertThat(stop.why()).contains("cli:roger").doesNotContain("flood");
        assertThat(stop.lift()).isTrue();
        assertThat(stop.isSet()).isFalse();
        assertThat(stop.lift()).isFalse();
    }

    @Test
    void isSetByWhateverHasThatName() throws Exception {
        Stop stop = new Stop(directory.resolve("STOP"));
        Files.createSymbolicLink(stop.file(), directory.resolve("nowhere"));
        assertThat(stop.isSet()).isTrue();
        Files.delete(stop.file());
        Files.createDirectory(stop.file());
        assertThat(stop.isSet()).isTrue();
        assertThat(stop.why()).contains("stopped by the file STOP");
    }
}
