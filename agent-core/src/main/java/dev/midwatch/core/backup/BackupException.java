package dev.midwatch.core.backup;

import java.io.Serial;

/** A backup that cannot be restored; the message says why and, where there is something, what to do. */
public final class BackupException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }
}
