package dev.midwatch.core.config;

import java.util.Objects;

/**
 * One thing that is wrong with the configuration.
 *
 * @param file    the file's path, or {@code environment} or {@code command line}
 * @param line    counted from 1; 0 where there is none
 * @param path    the key, {@code cron.max_parallel_jobs}; may be empty
 * @param message what is wrong
 * @param hint    what would be right; may be empty
 */
public record Problem(String file, int line, String path, String message, String hint) {
    public Problem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(hint, "hint");
    }

    static Problem at(Origin origin, String path, String message, String hint) {
        return new Problem(origin.file(), origin.line(), origin.path(path), message, hint);
    }

    /** One line: {@code config.yaml:12: cron.max_parallel_jobs: "many" is not a whole number (for example 4)}. */
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + ": "
                + (path.isEmpty() ? "" : path + ": ")
                + message
                + (hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
