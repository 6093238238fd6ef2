package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The root file system while it is laid out, as plain files of this machine. Paths are those in the image, without the leading slash.
 *
 * @param root the folder that becomes {@code /}
 * @param time what every file was changed at, so that the same content makes the same image
 */
record Tree(Path root, Instant time) {
    Path path(String path) {
        return root.resolve(path);
    }

    void text(String path, String text) {
        try {
            Files.createDirectories(path(path).getParent());
            Files.writeString(path(path), text);
            settle(path, false);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    void program(String path, byte[] content) {
        try {
            Files.createDirectories(path(path).getParent());
            Files.write(path(path), content);
            settle(path, true);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    void directory(String path) {
        try {
            Files.createDirectories(path(path));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** A copy of a file, or of the one that a link leads to. */
    void copy(Path from, String path) {
        try {
            Files.createDirectories(path(path).getParent());
            Files.copy(from, path(path), StandardCopyOption.REPLACE_EXISTING);
            settle(path, Files.isExecutable(from));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** All files of a folder. Links are left out: where the JDK has some, a licence is there a second time. */
    void copyAll(Path from, String path) {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> copy(file, path + "/" + from.relativize(file)));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    void remove(String path) {
        try {
            Files.delete(path(path));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** Class archives hold the times of jars, so they are set as soon as a file is there. */
    void settle(String path, boolean executable) {
        try {
            Files.setPosixFilePermissions(
                    path(path), PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            Files.setLastModifiedTime(path(path), FileTime.from(time));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** Of files and folders below, in an order that is always the same. */
    List<String> entries() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed("", e);
        }
    }

    private static UncheckedIOException failed(String path, IOException e) {
        return new UncheckedIOException("/%s cannot be laid out: %s".formatted(path, e.getMessage()), e);
    }
}
