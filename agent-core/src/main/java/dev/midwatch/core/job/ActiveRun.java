package dev.midwatch.core.job;

/** A run that is going in this process, and the thread it goes in. */
final class ActiveRun {
    private final JobRun run;
    private Thread thread;
    private boolean overdue;

    ActiveRun(JobRun run) {
        this.run = run;
    }

    JobRun run() {
        return run;
    }

    /** Calls the body in this thread; only within it can {@link #cut} interrupt. */
    RunResult call(JobBody body) throws InterruptedException {
        enter();
        try {
            return body.run(run);
        } finally {
            leave();
        }
    }

    /** Its time is up; it no longer counts as one of the runs at once, but its job is not started again beside it. */
    synchronized void overdue() {
        overdue = true;
    }

    synchronized boolean isOverdue() {
        return overdue;
    }

    synchronized void cut() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private synchronized void enter() {
        thread = Thread.currentThread();
    }

    /** What comes after the body writes files, which a late interrupt would break. */
    private synchronized void leave() {
        thread = null;
        Thread.interrupted();
    }
}
