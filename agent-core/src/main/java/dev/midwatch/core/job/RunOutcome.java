package dev.midwatch.core.job;

/** How a run ended, as data: silence is an outcome, not the absence of one. */
public enum RunOutcome {
    /** Everything was looked at and nothing needs telling. */
    QUIET,
    /** There is something to tell. */
    REPORT,
    /** The run did not do what it should; never taken for health. */
    FAILED
}
