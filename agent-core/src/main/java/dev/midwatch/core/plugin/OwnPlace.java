package dev.midwatch.core.plugin;

import dev.midwatch.core.store.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory of this user's own in one that all users share, the same one each time. */
final class OwnPlace {
    private static final Logger LOG = LoggerFactory.getLogger(OwnPlace.class);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private OwnPlace() {}

    /** Where that name is taken by something that others made or may write to, a new one that nobody finds again. */
    static Path in(Path shared) throws IOException {
        UserPrincipal user = thisUser(shared);
        Path own = shared.resolve("midwatch-of-" + user.getName().replaceAll("[^A-Za-z0-9_.-]", "_"));
        try {
            Files.createDirectory(own, OwnerOnly.directoryAttributes(own));
        } catch (FileAlreadyExistsException before) {
            if (!isOwn(own, user)) {
                LOG.warn("{} is not this user's alone: what a killed process leaves will stay", own);
                return Files.createTempDirectory(shared, "midwatch-");
            }
        }
        return own;
    }

    private static UserPrincipal thisUser(Path shared) throws IOException {
        Path made = Files.createTempFile(shared, "midwatch-", ".who");
        try {
            return Files.getOwner(made);
        } finally {
            Files.delete(made);
        }
    }

    private static boolean isOwn(Path directory, UserPrincipal user) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user)) {
            return false;
        }
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return !posix
                || Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS).stream()
                        .noneMatch(OTHERS::contains);
    }
}
