package dev.midwatch.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Fills a data directory with what is missing in it, and never writes over anything. */
final class HomeSeed {
    private static final String DIRECTORY_MODE = "rwx------";
    private static final String FILE_MODE = "rw-------";

    private final Home home;

    HomeSeed(Home home) {
        this.home = home;
    }

    void plant() {
        if (home.isBeingRestored()) {
            throw new ConfigException(new Problem(
                    home.directory().toString(),
                    0,
                    "",
                    "a restore of this data directory was broken off",
                    "start the gateway, or restore again: either ends it"));
        }
        try {
            for (Path directory : List.of(
                    home.directory(),
                    home.jobs().getParent(),
                    home.output(),
                    home.sessions(),
                    home.memories(),
                    home.skills(),
                    home.plugins())) {
                make(directory);
            }
            seed(home.config(), "config.yaml");
            seed(home.soul(), "SOUL.md");
            seed(home.env(), "env");
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void requireWritable() {
        try {
            Files.delete(Files.createTempFile(home.directory(), ".writable", "", mode(home.directory(), FILE_MODE)));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void make(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, mode(directory, DIRECTORY_MODE));
        }
    }

    /** Written beside and moved, so that a crash leaves no half of a file behind. */
    private void seed(Path file, String resource) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path fresh = Files.createTempFile(file.getParent(), ".seed", "", mode(file, FILE_MODE));
        try (InputStream text = HomeSeed.class.getResourceAsStream("seed/" + resource)) {
            Files.copy(text, fresh, StandardCopyOption.REPLACE_EXISTING);
            setMode(fresh);
            Files.move(fresh, file);
        } catch (FileAlreadyExistsException theOperatorWasFaster) {
            Files.deleteIfExists(fresh);
        }
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        return hasModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static void setMode(Path file) throws IOException {
        if (hasModes(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE_MODE));
        }
    }

    private ConfigException unusable(IOException e) {
        String why = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof FileSystemException system && system.getReason() != null
                        ? system.getReason()
                        : e.getClass().getSimpleName();
        String where = e instanceof FileSystemException system && system.getFile() != null ? system.getFile() : "";
        return new ConfigException(new Problem(
                home.directory().toString(),
                0,
                "",
                "the data directory cannot be written: " + why + (where.isEmpty() ? "" : " at " + where),
                "choose another with --home or MIDWATCH_HOME, or make it writable"));
    }
}
