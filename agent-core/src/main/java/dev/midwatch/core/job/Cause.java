package dev.midwatch.core.job;

/** Why there is a run. */
public enum Cause {
    SCHEDULED,
    /** Somebody asked for it. */
    MANUAL
}
