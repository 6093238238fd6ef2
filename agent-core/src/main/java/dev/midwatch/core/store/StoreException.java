package dev.midwatch.core.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The store could not do what it was asked; the message says which file, why, and what to do about it. */
public final class StoreException extends RuntimeException {
    /** Why, for those who act on it. */
    public enum Kind {
        DISK_FULL,
        READ_ONLY,
        /** Another process kept the file for longer than the busy timeout. */
        BUSY,
        DAMAGED,
        /** Written by a newer Midwatch, or not yet brought up to date by this one. */
        WRONG_SCHEMA,
        /** The data directory belongs to another running gateway. */
        LOCKED,
        OTHER
    }

    private final Kind kind;

    StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    static StoreException of(Path file, SQLException e) {
        // Extended codes keep the plain code in their low byte.
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
        return switch (code) {
            case SQLITE_FULL ->
                new StoreException(
                        Kind.DISK_FULL, "the disk is full: " + file + " could not be written; free some space", e);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                new StoreException(
                        Kind.READ_ONLY, file + " cannot be written: the file or its directory is read-only", e);
            case SQLITE_CANTOPEN ->
                new StoreException(
                        Kind.READ_ONLY,
                        file + " cannot be opened: its directory is missing, read-only or not permitted",
                        e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException(
                        Kind.BUSY, file + " is kept busy by another process for more than 5 seconds; try again", e);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new StoreException(
                        Kind.DAMAGED, file + " is damaged or not a Midwatch store; restore it from a backup", e);
            default -> new StoreException(Kind.OTHER, file + ": " + e.getMessage(), e);
        };
    }
}
