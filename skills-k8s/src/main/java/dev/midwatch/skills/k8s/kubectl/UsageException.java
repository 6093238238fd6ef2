package dev.midwatch.skills.k8s.kubectl;

import java.io.Serial;

/** A command that cannot be run as it stands; the message says what would be right. */
final class UsageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    /** As kubectl prints it; what the API server says of a missing object stands for itself. */
    String asAnswer() {
        return (getMessage().startsWith("Error from server") ? "" : "error: ") + getMessage();
    }
}
