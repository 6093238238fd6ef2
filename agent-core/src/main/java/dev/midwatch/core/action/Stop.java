package dev.midwatch.core.action;

import dev.midwatch.core.store.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;

/** The global stop: while the file {@code STOP} is in the data directory, whatever is in it, nothing is written to the cluster. */
public final class Stop {
    private static final int MOST_TEXT = 200;

    private final Path file;

    public Stop(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** Whether it is there; what cannot be looked at counts as there. */
    public boolean isSet() {
        return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    Judgement judge() {
        return isSet() ? Judgement.refuse(why()) : Judgement.run();
    }

    /** For people: that everything is stopped, since when and by whom, and how to go on. */
    public String why() {
        String said = said();
        return "all actions are stopped by the file STOP in the data directory%s; to go on: midwatch actions resume"
                .formatted(said.isEmpty() ? "" : " (" + said + ")");
    }

    /** Stops everything from the next write on. */
    public void set(String by, String why, Instant now) {
        String text = "%s, %s%s%n".formatted(by, now, why.isBlank() ? "" : ": " + why.strip());
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                OwnerOnly.attributes(file))) {
            channel.write(StandardCharsets.UTF_8.encode(text));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** @return whether it was set */
    public boolean lift() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    private String said() {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8)
                    .strip()
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException whateverIsInIt) {
            return "";
        }
    }
}
