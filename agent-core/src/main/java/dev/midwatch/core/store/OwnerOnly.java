package dev.midwatch.core.store;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that are nobody else's to read or write, on file systems that know such rights. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** To create the file with. */
    public static FileAttribute<?>[] attributes(Path file) {
        return of(file, "rw-------");
    }

    /** To create a directory with. */
    public static FileAttribute<?>[] directoryAttributes(Path directory) {
        return of(directory, "rwx------");
    }

    private static FileAttribute<?>[] of(Path path, String mode) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
