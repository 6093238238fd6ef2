package dev.midwatch.core.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;

/** Copies a store that is in use. The target appears whole or not at all, and readable for its owner alone. */
final class Backup {
    private Backup() {}

    static void copy(Connections connections, Path target) {
        Path whole = target.toAbsolutePath();
        if (Files.exists(whole)) {
            throw new StoreException(StoreException.Kind.OTHER, whole + " exists already; name a new file", null);
        }
        replace(connections, whole);
    }

    /** In the place of an earlier one. */
    static void replace(Connections connections, Path whole) {
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            // SQLite writes into an empty file that is there, and would make one that everybody may read.
            Files.createFile(part, OwnerOnly.attributes(part));
            try (Connection reader = connections.reader()) {
                Statements.update(reader, "VACUUM INTO ?", part.toString());
            }
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            WholeFile.sync(whole.getParent());
        } catch (SQLException e) {
            throw StoreException.of(whole, e);
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.OTHER, "backup to " + whole + ": " + e.getMessage(), e);
        }
    }
}
