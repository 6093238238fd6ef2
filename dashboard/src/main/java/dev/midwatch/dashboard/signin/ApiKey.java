package dev.midwatch.dashboard.signin;

import dev.midwatch.core.tool.Level;
import java.util.Objects;

/**
 * A key programs come with.
 *
 * @param name   in the audit
 * @param secret the key itself, never printed
 */
public record ApiKey(String name, String secret, Level level) {
    public ApiKey {
        Objects.requireNonNull(level, "level");
        if (name.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("a key has a name and is not blank");
        }
    }

    @Override
    public String toString() {
        return "ApiKey[" + name + ", " + level + "]";
    }
}
