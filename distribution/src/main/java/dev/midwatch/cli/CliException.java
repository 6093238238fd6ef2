package dev.midwatch.cli;

import java.io.Serial;

/** Ends a command with a message for the person who typed it, and an exit code. */
final class CliException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CliException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** It could not be done. */
    static CliException failed(String message) {
        return new CliException(1, message);
    }

    /** It was asked for in the wrong way. */
    static CliException usage(String message) {
        return new CliException(2, message);
    }

    int exitCode() {
        return exitCode;
    }
}
