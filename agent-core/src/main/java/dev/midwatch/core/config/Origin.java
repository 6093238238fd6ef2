package dev.midwatch.core.config;

import java.util.Objects;

/**
 * Where a value was set.
 *
 * @param file what a problem names: a path, {@code environment} or {@code command line}
 * @param line counted from 1; 0 where there is none
 * @param name of the variable or the flag; empty for a value of config.yaml
 */
record Origin(Kind kind, String file, int line, String name) {
    /** Strongest first. */
    enum Kind {
        FLAG,
        ENV,
        DOTENV,
        FILE
    }

    Origin {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(name, "name");
    }

    static Origin file(String file, int line) {
        return new Origin(Kind.FILE, file, line, "");
    }

    static Origin flag(String flag) {
        return new Origin(Kind.FLAG, "command line", 0, flag);
    }

    /** The path as a problem names it: with the variable or flag that set it. */
    String path(String path) {
        return name.isEmpty() ? path : path + " (" + name + ")";
    }

    /** For {@code config show}. */
    @Override
    public String toString() {
        return switch (kind) {
            case FLAG -> "flag " + name;
            case ENV -> "env " + name;
            case DOTENV -> ".env " + name;
            case FILE -> "file line " + line;
        };
    }
}
