package dev.midwatch.core.job;

/** What a run does. Called from many threads at once, never twice at once for the same job. */
@FunctionalInterface
public interface JobBody {
    /**
     * Does the work. Whatever it throws ends this run as failed and stops nothing else. Interrupted when the run's time is up or
     * the program ends; its result is then no longer wanted.
     */
    RunResult run(JobRun run) throws InterruptedException;
}
