package dev.midwatch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory of a command's own, gone with all that is in it when the command ends. */
record TemporaryDirectory(Path path) implements AutoCloseable {
    /** @param command whose it is */
    static TemporaryDirectory of(String command) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("midwatch-" + command));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for " + command, e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the directory stays behind: " + path, e);
        }
    }
}
