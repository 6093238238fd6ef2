package dev.midwatch.api.kube;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry of {@code status.conditions}.
 *
 * @param status  {@code True}, {@code False} or {@code Unknown}
 * @param reason  CamelCase code, may be empty
 * @param message text for people, may be empty; untrusted
 * @param since   last transition, if the object says it
 */
public record Condition(String type, String status, String reason, String message, Optional<Instant> since) {
    public boolean isTrue() {
        return status.equals("True");
    }

    public boolean isFalse() {
        return status.equals("False");
    }
}
