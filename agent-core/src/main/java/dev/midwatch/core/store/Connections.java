package dev.midwatch.core.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Opens connections to one file, each with the settings that durability rests on. */
final class Connections {
    private static final int BUSY_MILLIS = 5000;

    private final Path file;

    Connections(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path file() {
        return file;
    }

    Connection writer() {
        createPrivately();
        SQLiteConfig config = common();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        return connect(config);
    }

    Connection reader() {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return connect(config);
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    private Connection connect(SQLiteConfig config) {
        try {
            return config.createConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    /** SQLite would create the file readable for everybody; its WAL takes over the mode of the file. */
    private void createPrivately() {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException there) {
            return;
        } catch (IOException e) {
            boolean full = String.valueOf(e.getMessage()).contains("No space left");
            throw new StoreException(
                    full ? StoreException.Kind.DISK_FULL : StoreException.Kind.READ_ONLY,
                    file + " cannot be created: "
                            + (full ? "the disk is full" : "its directory is missing, read-only or not permitted"),
                    e);
        }
    }
}
