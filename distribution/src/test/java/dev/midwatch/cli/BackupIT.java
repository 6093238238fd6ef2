package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory is copied from under a running gateway and put back elsewhere, from the shell. */
class BackupIT {
    @TempDir
    Path directory;

    @Test
    void bringsAWatchToAnotherPlaceAndBackAgain() throws Exception {
        Path home = directory.resolve("home");
        Path watched = home.resolve("simulated");
        Path file = directory.resolve("watch.zip");
        Path log = directory.resolve("gateway.log");
        Program midwatch = new Program(home);
        Process gateway =
                midwatch.start(directory.resolve("gateway.out"), log, "gateway", "run", "--simulate", "healthy");
        try {
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> Files.exists(log) && Files.readString(log).contains("silent while all is well"));
            ok(midwatch.run("memory", "add", "the shop is deployed on Tuesdays", "--home", watched.toString()));
            assertThat(ok(midwatch.run("backup", file.toString(), "--home", watched.toString())))
                    .contains(file.toString());
            Program.Ended again = midwatch.run("backup", file.toString(), "--home", watched.toString());
            assertThat(again.exit()).isEqualTo(1);
            assertThat(again.err()).contains("is there already");

            Program.Ended busy = midwatch.run("restore", file.toString(), "--yes", "--home", watched.toString());
            assertThat(busy.exit()).isEqualTo(2);
            assertThat(busy.err()).contains("gateway run").doesNotContain("Exception");
            assertThat(ok(midwatch.run(
                            "restore", file.toString(), "--yes", "--at-start", "--home", watched.toString())))
                    .contains("the next start of the gateway brings");
        } finally {
            gateway.destroy();
            assertThat(gateway.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        Path other = directory.resolve("other");
        assertThat(ok(midwatch.run("restore", file.toString(), "--home", other.toString())))
                .contains("files of", "made by Midwatch");
        assertThat(ok(midwatch.run("memory", "list", "--home", other.toString())))
                .contains("Tuesdays");
        ok(midwatch.run("audit", "verify", "--home", other.toString()));

        Program.Ended unasked = midwatch.run("restore", file.toString(), "--home", other.toString());
        assertThat(unasked.exit()).isEqualTo(2);
        assertThat(unasked.err()).contains("--yes");
        ok(midwatch.run("memory", "remove", "the shop is deployed on Tuesdays", "--home", other.toString()));
        assertThat(ok(midwatch.run("restore", file.toString(), "--yes", "--home", other.toString())))
                .contains("what was there is in " + other.resolve("replaced-"));
        assertThat(ok(midwatch.run("memory", "list", "--home", other.toString())))
                .contains("Tuesdays");

        Files.writeString(file, "not a backup");
        Program.Ended wrong = midwatch.run("restore", file.toString(), "--yes", "--home", other.toString());
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).contains("not a backup of Midwatch", "nothing was changed");
    }

    private static String ok(Program.Ended ended) {
        assertThat(ended.exit()).as(ended.err()).isZero();
        return ended.out();
    }
}
