package dev.midwatch.core.kube;

import java.io.Serial;

/** There is no cluster to talk to, or what describes it cannot be used. The message lists what was tried. */
public final class NoClusterException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NoClusterException(String message) {
        super(message);
    }

    NoClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
