package dev.midwatch.core.job;

/**
 * Hears what comes of runs, within the transaction that records it: what an implementation writes to the same database is kept
 * exactly if the record is. So a message put into the outbox here is neither lost nor doubled by a crash.
 * It holds the database while it runs, so it must neither take long nor call the scheduler.
 */
public interface JobListener {
    /** A run has ended, with a result of its body or as failed by its time limit. Not called for runs that were cut. */
    default void finished(JobRun run, RunResult result) {}

    /** There is something to tell about a job itself. */
    default void notice(JobNotice notice) {}
}
