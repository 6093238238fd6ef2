package dev.midwatch.cli.hermes;

import dev.midwatch.core.config.Home;
import dev.midwatch.core.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Writes to the data directory here, and never over what an operator wrote, unless told to; then with a copy beside it. */
final class OwnFiles {
    private final Home home;
    private final Home planted;
    private final boolean force;
    private final LocalDate day;

    /** @param planted a data directory as it is before anybody wrote in it */
    OwnFiles(Home home, Home planted, boolean force, LocalDate day) {
        this.home = home;
        this.planted = planted;
        this.force = force;
        this.day = day;
    }

    Home home() {
        return home;
    }

    boolean force() {
        return force;
    }

    /** What came of the wish to write a file. */
    enum Written {
        NEW,
        SAME,
        REFUSED
    }

    Written write(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            String now = Files.readString(file);
            if (now.equals(text)) {
                return Written.SAME;
            }
            if (!isPlanted(file, now)) {
                if (!force) {
                    return Written.REFUSED;
                }
                backUp(file);
            }
        }
        Files.createDirectories(file.getParent());
        WholeFile.write(file, text);
        return Written.NEW;
    }

    /** Whether it is as it was before anybody wrote in it. */
    boolean isPlanted(Path file, String now) throws IOException {
        Path seed = planted.directory().resolve(home.directory().relativize(file));
        return Files.exists(seed) && Files.readString(seed).equals(now);
    }

    /** Beside it, under a name that no earlier copy has. */
    void backUp(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Path copy = file.resolveSibling("%s.%s.bak".formatted(file.getFileName(), day));
        for (int i = 2; Files.exists(copy); i++) {
            copy = file.resolveSibling("%s.%s-%d.bak".formatted(file.getFileName(), day, i));
        }
        WholeFile.write(copy, Files.readString(file));
    }
}
