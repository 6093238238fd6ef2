package dev.midwatch.core.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** Opens connections to one file, each with the settings that durability rests on. */
final class Connections {
    private static final int BUSY_MILLIS = 5000;
    private static final long BUSY_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path file;

    Connections(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path file() {
        return file;
    }

    Connection writer() {
        createPrivately();
        return writer(SQLiteConfig.SynchronousMode.FULL);
    }

    /** A second writer that does not wait for the disk. */
    Connection noter() {
        return writer(SQLiteConfig.SynchronousMode.NORMAL);
    }

    private Connection writer(SQLiteConfig.SynchronousMode mode) {
        SQLiteConfig config = common();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(mode);
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

    /**
     * Two processes that open a new file at the same moment both want to make its log a WAL. SQLite answers one of them "busy" at
     * once, without waiting as it does for everything else: its wait could never end if both held what the other needs. So the
     * waiting is done here.
     */
    private Connection connect(SQLiteConfig config) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);
        while (true) {
            try {
                return config.createConnection("jdbc:sqlite:" + file);
            } catch (SQLException e) {
                boolean busy = e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code;
                if (!busy || System.nanoTime() > deadline) {
                    throw StoreException.of(file, e);
                }
                LockSupport.parkNanos(BUSY_RETRY_NANOS);
            }
        }
    }

    /** SQLite would create the file readable for everybody; its WAL takes over the mode of the file. */
    private void createPrivately() {
        try {
            Files.createFile(file, OwnerOnly.attributes(file));
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
