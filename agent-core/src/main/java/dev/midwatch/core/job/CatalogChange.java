package dev.midwatch.core.job;

import dev.midwatch.core.config.Problem;
import java.util.List;

/**
 * What became of {@code cron/jobs.json} since it was last looked at.
 *
 * @param problems why it is not in force; only with {@link Kind#BROKEN}
 */
public record CatalogChange(Kind kind, List<Problem> problems) {
    /** What happened. */
    public enum Kind {
        UNCHANGED,
        CHANGED,
        /** It cannot be taken over; what was in force before still is. Said once for each broken text. */
        BROKEN,
        /** It was broken, and is in force again. */
        MENDED
    }

    public CatalogChange {
        problems = List.copyOf(problems);
    }

    static CatalogChange of(Kind kind) {
        return new CatalogChange(kind, List.of());
    }
}
