package dev.midwatch.core.job;

/** Where a run stands. */
public enum RunState {
    CLAIMED,
    RUNNING,
    QUIET,
    REPORT,
    FAILED,
    /** The process ended in the middle of it. */
    INTERRUPTED,
    /** Its time passed while nobody could run it. */
    MISSED;

    static RunState of(RunOutcome outcome) {
        return valueOf(outcome.name());
    }
}
