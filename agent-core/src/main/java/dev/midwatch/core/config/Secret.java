package dev.midwatch.core.config;

import dev.midwatch.core.text.KnownSecrets;
import java.util.Objects;

/** A value that is never printed, nor let out in any other text. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
        KnownSecrets.ofProcess().learn(value);
    }

    /** The value, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "********";
    }
}
