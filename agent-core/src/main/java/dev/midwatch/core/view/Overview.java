package dev.midwatch.core.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Is my cluster fine, is the watch awake, what does it want from me.
 *
 * @param server     the API server, or empty if none is configured
 * @param lookedAt   when a run last saw the cluster, and what
 * @param overdue    how long no tick came to its end, in words, if that is too long
 * @param stopped    why nothing is written at all now, if somebody pulled the stop
 * @param gaps       what cannot be seen
 * @param undelivered what waits to be delivered and why
 * @param tokensADay the most that may be spent in a day; 0 without a limit
 */
public record Overview(
        Instant now,
        Optional<String> server,
        Optional<Instant> lastLook,
        String lookedAt,
        Optional<Instant> lastTick,
        Optional<String> overdue,
        Optional<String> stopped,
        FindingCounts findings,
        List<Gap> gaps,
        List<JobLine> jobs,
        List<ProposalRow> waiting,
        List<String> undelivered,
        long tokensToday,
        @JsonProperty("tokens_a_day") long tokensADay) {
    /** What cannot be seen, in a sentence, and since when. */
    public record Gap(String what, Instant since) {}

    /**
     * A job's recent past and its next run, for a timeline.
     *
     * @param ticks oldest first
     */
    public record JobLine(String job, boolean enabled, List<Tick> ticks, Optional<Instant> next, boolean failing) {
        public JobLine {
            ticks = List.copyOf(ticks);
        }
    }

    /** A run on a timeline; its state as in {@link RunRow}. */
    public record Tick(long run, Instant at, String state) {}

    /** Whether nothing is open that nobody explained, nothing is hidden, and the watch is awake. */
    public boolean calm() {
        return findings.open() == 0 && gaps.isEmpty() && overdue.isEmpty() && lastLook.isPresent();
    }
}
