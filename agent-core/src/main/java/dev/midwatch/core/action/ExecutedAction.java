package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import java.time.Instant;
import java.util.Optional;

/**
 * An action that was run.
 *
 * @param auditId  stands in the audit file and in the annotation on the object
 * @param finding  fingerprint of the finding it was to repair
 * @param deadline when it must have helped
 */
public record ExecutedAction(
        String auditId,
        Action action,
        Optional<String> finding,
        String origin,
        Instant ran,
        Instant deadline,
        Outcome outcome) {
    /** Begins the origin of what was approved; the proposal's id follows. */
    static final String APPROVED = "proposal:";

    /** What became of it. */
    public enum Outcome {
        /** About to be handed to the API server, or handed to it; a crash in between leaves it here. */
        BEGUN,
        /** Accepted by the API server; whether it helped is being watched. */
        RAN,
        /** The finding is gone, or the goal is reached. */
        FIXED,
        /** At the deadline it is not. */
        NOT_FIXED,
        /** The API server refused it, or it never got there. */
        FAILED,
        /** It was cut off, and the cluster does not show whether it happened. */
        UNKNOWN
    }

    /** Whether a person was asked. */
    boolean wasApproved() {
        return origin.startsWith(APPROVED);
    }
}
