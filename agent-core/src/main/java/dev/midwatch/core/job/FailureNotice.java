package dev.midwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides when a job that fails is told: at once, then at most every six hours, and when it works again. */
final class FailureNotice {
    static final Duration AGAIN_AFTER = Duration.ofHours(6);

    /**
     * What is remembered of a job's failing.
     *
     * @param since first failure in a row; empty while it works
     * @param told  when it was last told
     * @param count failures in a row
     */
    record Failing(Optional<Instant> since, Optional<Instant> told, int count) {
        static final Failing NOT = new Failing(Optional.empty(), Optional.empty(), 0);
    }

    /** What to remember, and what to tell. */
    record Decision(Failing failing, Optional<JobNotice.Kind> tell) {}

    private FailureNotice() {}

    static Decision decide(Failing before, RunOutcome outcome, Instant now) {
        if (outcome != RunOutcome.FAILED) {
            return new Decision(Failing.NOT, before.since().map(since -> JobNotice.Kind.WORKS_AGAIN));
        }
        Optional<JobNotice.Kind> tell = before.since().isEmpty()
                ? Optional.of(JobNotice.Kind.FAILED)
                : before.told()
                        .filter(told -> !told.plus(AGAIN_AFTER).isAfter(now))
                        .map(told -> JobNotice.Kind.STILL_FAILING);
        return new Decision(
                new Failing(
                        before.since().or(() -> Optional.of(now)),
                        tell.map(kind -> now).or(before::told),
                        before.count() + 1),
                tell);
    }
}
