package dev.midwatch.core.job;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something about a job itself that people should hear of, apart from what its runs report.
 *
 * @param job  which; empty if it concerns all of them
 * @param text what to say, ready to be delivered
 */
public record JobNotice(Kind kind, Optional<JobDefinition> job, String text, Instant at) {
    /** What it is about. */
    public enum Kind {
        /** A job failed that worked before. */
        FAILED,
        /** It has been failing for six hours or more since it was last told. */
        STILL_FAILING,
        WORKS_AGAIN,
        /** A run was cut by a crash and is not run again, because it had begun to write or has been cut too often. */
        CUT_SHORT,
        /** An edit of {@code cron/jobs.json} cannot be taken over. */
        CATALOG_BROKEN,
        CATALOG_MENDED
    }

    public JobNotice {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(at, "at");
    }
}
