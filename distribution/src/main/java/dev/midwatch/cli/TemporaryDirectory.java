package dev.midwatch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** The files first: a directory in which something is still being written must not keep them. */
    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            Map<Boolean, List<Path>> directories =
                    all.sorted(Comparator.reverseOrder()).collect(Collectors.partitioningBy(Files::isDirectory));
            for (Path each : directories.get(false)) {
                Files.deleteIfExists(each);
            }
            for (Path each : directories.get(true)) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the directory stays behind: " + path, e);
        }
    }
}
