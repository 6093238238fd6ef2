package dev.midwatch.core.tool;

import java.util.Objects;

/** A tool that a session does not see, and why, in a person's words. */
public record Withheld(String tool, String reason) {
    public Withheld {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(reason, "reason");
    }
}
