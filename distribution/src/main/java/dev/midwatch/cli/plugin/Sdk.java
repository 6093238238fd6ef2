package dev.midwatch.cli.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What comes with Midwatch for those who write plugins: a Maven repository with the API and its test kit, since neither is in a public
 * one, and a project of each kind to begin with.
 *
 * @param directory {@code sdk} of the unpacked release
 */
public record Sdk(Path directory) {
    /** Whether it is there: an image has no use for it. */
    public boolean isThere() {
        return Files.isDirectory(repository()) && Files.isDirectory(directory.resolve("templates"));
    }

    Path repository() {
        return directory.resolve("repository");
    }

    Path template(PluginKind kind) {
        return directory.resolve("templates").resolve(kind.name());
    }

    /** Differs between two builds of one version: Maven would take what it fetched of one for the other. */
    String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files(repository())) {
                digest.update(Files.readAllBytes(file));
            }
            return "midwatch-sdk-" + HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (IOException e) {
            throw new UncheckedIOException("the SDK cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
