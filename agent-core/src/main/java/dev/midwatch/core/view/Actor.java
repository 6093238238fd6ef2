package dev.midwatch.core.view;

import dev.midwatch.core.tool.Level;
import java.util.Objects;

/**
 * Who gives a command, as whoever let them in knows them; never taken from what somebody wrote.
 *
 * @param who   the surface and its own id of the person or key: {@code dashboard:roger}, {@code api:ci}
 * @param level what they may do
 */
public record Actor(String who, Level level) {
    public Actor {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(level, "level");
    }

    /** @throws Refusal if they may not */
    void require(Level least) {
        if (!level.includes(least)) {
            throw Refusal.notAllowed(least);
        }
    }
}
