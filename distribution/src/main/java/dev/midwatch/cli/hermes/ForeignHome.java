package dev.midwatch.cli.hermes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The other agent's data directory, read with care: nothing outside of it, and nothing that is too big to be what it is taken for. */
final class ForeignHome {
    private static final long LARGEST = 2 << 20;

    private final Path directory;
    private final Takeover takeover;

    /** @throws IllegalArgumentException if that is no such directory */
    ForeignHome(Path directory, Takeover takeover) {
        try {
            this.directory = directory.toRealPath();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "DIR: there is no directory %s (the other agent's home, ~/.hermes as a rule)".formatted(directory),
                    e);
        }
        if (!Files.isDirectory(this.directory)) {
            throw new IllegalArgumentException("DIR: %s is not a directory".formatted(directory));
        }
        if (Stream.of("config.yaml", ".env", "SOUL.md", "memories", "skills", "cron", "state.db")
                .noneMatch(name -> Files.exists(this.directory.resolve(name)))) {
            throw new IllegalArgumentException(
                    "DIR: %s is not the home of that agent: it has no config.yaml, .env, SOUL.md, memories, skills, cron or state.db"
                            .formatted(directory));
        }
        this.takeover = takeover;
    }

    Path directory() {
        return directory;
    }

    /** A file of it; empty if there is none, and left with the reason if it is not to be read. */
    Optional<Path> file(String name) {
        Path file = directory.resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(directory)) {
                takeover.left(name, "is a link that leads out of %s; copy the file there".formatted(directory));
                return Optional.empty();
            }
            return Optional.of(real);
        } catch (IOException e) {
            takeover.left(name, "cannot be read: " + e);
            return Optional.empty();
        }
    }

    /** The text of a file; empty as {@link #file} is. */
    Optional<String> text(String name) {
        Optional<Path> file = file(name);
        try {
            if (file.isPresent() && Files.size(file.get()) > LARGEST) {
                takeover.left(
                        name,
                        "is larger than %d MB, which no such file is; look what is in it".formatted(LARGEST >> 20));
                return Optional.empty();
            }
            return file.isPresent()
                    ? Optional.of(Files.readString(file.get()).replace("\uFEFF", ""))
                    : Optional.empty();
        } catch (CharacterCodingException e) {
            takeover.left(name, "is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            takeover.left(name, "cannot be read: " + e);
        }
        return Optional.empty();
    }

    /** The files of a folder and of those in it, named from the home; links are not followed. */
    List<String> below(String folder) {
        Path root = directory.resolve(folder);
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            file(folder).ifPresent(other -> takeover.left(folder, "is not a directory"));
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root, 8)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            takeover.left(folder, "cannot be read: " + e);
            return List.of();
        }
    }
}
