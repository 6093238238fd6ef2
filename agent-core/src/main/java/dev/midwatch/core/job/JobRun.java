package dev.midwatch.core.job;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One execution of a job, as its body sees it.
 *
 * @param id        of the record; {@link RunStore#beginWrite} takes it
 * @param scheduled the occurrence this run is for
 * @param attempt   more than 1 if a crash cut the ones before
 * @param late      whether its time had passed when it could begin
 * @param missed    earlier occurrences that passed without a run and that this one stands for
 * @param deadline  when it is ended as failed
 * @param zone      the job's
 */
public record JobRun(
        long id,
        JobDefinition job,
        Instant scheduled,
        Instant started,
        int attempt,
        Cause cause,
        boolean late,
        int missed,
        Instant deadline,
        ZoneId zone) {

    /** What a report should say about its time: {@code late: was due at 08:00, ran at 10:12; 3 earlier runs were missed}. */
    public Optional<String> lateNote() {
        if (!late && missed == 0) {
            return Optional.empty();
        }
        String due = late ? "late: was due at %s, ran at %s".formatted(local(scheduled), local(started)) : "";
        String more = missed == 0 ? "" : missed + (missed == 1 ? " earlier run was" : " earlier runs were") + " missed";
        return Optional.of(due + (due.isEmpty() || more.isEmpty() ? "" : "; ") + more);
    }

    private String local(Instant moment) {
        return moment.atZone(zone)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString()
                .replace('T', ' ');
    }
}
