package dev.midwatch.api.store;

import java.time.Instant;
import java.util.Objects;

/**
 * One entry of a session.
 *
 * @param role who speaks
 * @param text what was said; for a tool, its call and its answer
 */
public record Turn(Role role, String text, Instant at) {
    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL
    }

    public Turn {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(at, "at");
    }
}
