package dev.midwatch.core.check;

import dev.midwatch.api.check.Check;
import java.util.Objects;

/** A check and the plugin it came from. */
public record RegisteredCheck(String plugin, Check check) {
    public RegisteredCheck {
        Objects.requireNonNull(plugin, "plugin");
        Objects.requireNonNull(check, "check");
    }

    public String name() {
        return check.name();
    }
}
