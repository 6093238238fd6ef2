package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.skills.k8s.evidence.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a CronJob was due, was started and succeeded.
 *
 * @param readings of its schedule by all the clocks that its controller may go by
 */
record CronJobTimes(CheckContext context, KubeObject cronJob, List<CronExpression> readings) {
    /** By which a clock is put back in autumn, and all that is due by it comes later. */
    private static final Duration AUTUMN = Duration.ofHours(1);

    private static final String SUSPENDED = "suspended";

    /** Leaves a mark that it was found suspended now: what was due until then is not missed. */
    static void suspended(CheckContext context, KubeObject cronJob) {
        context.trend(SUSPENDED, cronJob.ref(), 1);
    }

    Optional<Instant> started() {
        return cronJob.at("status.lastScheduleTime").time();
    }

    Optional<Instant> succeeded() {
        return cronJob.at("status.lastSuccessfulTime").time();
    }

    boolean isActive() {
        return !cronJob.at("status.active").items().isEmpty();
    }

    /** Whether an earlier run of its own keeps it from starting. */
    boolean isHeldBack() {
        return cronJob.at("spec.concurrencyPolicy").is("Forbid") && isActive();
    }

    /** The first occurrence since its last start, if that is past, and with it the time within which it may still be started. */
    Optional<Instant> missed() {
        Duration deadline = Duration.ofSeconds(
                Math.max(0, cronJob.at("spec.startingDeadlineSeconds").number(0)));
        Duration grace = context.duration("grace", cronJob);
        Duration patience = deadline.compareTo(grace) > 0 ? deadline : grace;
        return started().or(cronJob::created).flatMap(this::firstAfter).filter(due -> isPast(due, patience));
    }

    /** Whether that occurrence lies long enough back for a run that takes longer than its period: two of them went by. */
    boolean waitsLong(Instant missed) {
        return next(missed).filter(this::isLate).isPresent()
                && Age.reached(context, Optional.of(missed), "held_back_after", cronJob);
    }

    /** The second occurrence since it last succeeded, if that is past, and it was started since. */
    Optional<Instant> unsuccessful() {
        boolean tried = started()
                .filter(run -> succeeded().filter(run::isBefore).isEmpty())
                .isPresent();
        return succeeded()
                .or(cronJob::created)
                .flatMap(this::firstAfter)
                .flatMap(this::next)
                .filter(second -> isLate(second) && tried && !isActive());
    }

    /** The first occurrence after a moment, by whichever of the clocks it is last. */
    private Optional<Instant> next(Instant after) {
        return readings.stream()
                .flatMap(reading -> reading.next(after).stream())
                .max(Comparator.naturalOrder());
    }

    private boolean isLate(Instant due) {
        return isPast(due, context.duration("grace", cronJob));
    }

    private boolean isPast(Instant due, Duration patience) {
        boolean shifts = readings.stream()
                .anyMatch(
                        reading -> reading.isLocal() && reading.occursAt(due) && !reading.occursAt(due.minus(AUTUMN)));
        return due.plus(shifts ? patience.plus(AUTUMN) : patience).isBefore(context.now());
    }

    /**
     * The first occurrence after a moment that it was not suspended at. A look that found it suspended left a mark; what it did before the
     * first look nobody knows.
     */
    private Optional<Instant> firstAfter(Instant moment) {
        Optional<Instant> due = next(moment);
        if (due.filter(time -> time.isBefore(context.now())).isEmpty()) {
            return due;
        }
        return context.trend(SUSPENDED, cronJob.ref(), 0).points().stream()
                .filter(point -> point.value() == 1 && point.at().isAfter(moment))
                .map(Trend.Point::at)
                .max(Comparator.naturalOrder())
                .map(this::next)
                .orElse(due);
    }
}
