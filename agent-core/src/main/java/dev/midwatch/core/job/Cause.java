package dev.midwatch.core.job;

/** Why there is a run. */
public enum Cause {
    SCHEDULED,
    /** Somebody asked for it. */
    MANUAL,
    /** Something urgent has changed in the cluster. */
    CHANGE
}
