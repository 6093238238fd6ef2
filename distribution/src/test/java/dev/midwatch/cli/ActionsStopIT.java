package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionsStopIT {
    @TempDir
    Path directory;

    @Test
    void namesTheFileThatStopsSoThatNobodyStopsAnotherDataDirectoryThanTheyThink() throws Exception {
        Path home = directory.resolve("home");
        Path other = directory.resolve("other");
        Program midwatch = new Program(home);

        assertThat(midwatch.run("actions", "stop", "--home", other.toString(), "--why", "flood")
                        .out())
                .contains("Stopped by " + other.resolve("STOP"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.resolve("STOP"))))
                .isEqualTo("rw-------");
        assertThat(midwatch.run("actions", "status").out())
                .contains("stopped: false", "stop_file: " + home.resolve("STOP"));
        assertThat(midwatch.run("actions", "resume").out())
                .contains("Nothing was stopped: there is no file " + home.resolve("STOP"));

        assertThat(midwatch.run("actions", "status", "--home", other.toString()).out())
                .contains("stopped: true", "stop_file: " + other.resolve("STOP"), "flood");
        assertThat(midwatch.run("actions", "resume", "--home", other.toString()).out())
                .contains(other.resolve("STOP") + " is gone");
        assertThat(other.resolve("STOP")).doesNotExist();
    }
}
