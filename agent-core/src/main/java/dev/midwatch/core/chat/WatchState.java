package dev.midwatch.core.chat;

import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunState;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.text.Ages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the watch is awake: when it last looked, job by job, and what it could not see. */
public record WatchState(JobCatalog jobs, RunStore runs, Outlook outlook, Clock clock) {
    /** A job and its last run, if it has run. */
    public record LastRun(JobDefinition job, Optional<Run> run) {}

    /** In the order of the jobs. */
    public List<LastRun> lastRuns() {
        return jobs.jobs().stream()
                .map(job -> new LastRun(job, runs.recent(job.id(), 1).stream().findFirst()))
                .toList();
    }

    public String ago(Instant moment) {
        return Ages.inWords(Duration.between(moment, clock.instant())) + " ago";
    }

    /** What the last runs could not see, each gap once. */
    Set<String> notSeen() {
        Set<String> gaps = new LinkedHashSet<>();
        lastRuns().stream()
                .flatMap(last -> last.run().stream())
                .map(run -> run.facts().notSeen())
                .filter(gap -> !gap.isEmpty())
                .forEach(gap -> gaps.addAll(List.of(gap.split("; "))));
        return gaps;
    }

    boolean hasLooked() {
        return lastRuns().stream()
                .flatMap(last -> last.run().stream())
                .anyMatch(run -> !run.facts().lookedAt().isEmpty());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(awake());
        for (LastRun last : lastRuns()) {
            last.run()
                    .filter(run -> run.state() == RunState.FAILED || run.state() == RunState.INTERRUPTED)
                    .ifPresent(run -> lines.add("job %s failed %s: %s"
                            .formatted(
                                    last.job().name(),
                                    run.finished().map(this::ago).orElse(""),
                                    run.error())));
        }
        notSeen().forEach(gap -> lines.add("👁 cannot see " + gap));
        return lines;
    }

    private String awake() {
        String tick = outlook.lastTick().map(this::ago).orElse("never");
        String ran = lastRuns().stream()
                .flatMap(last -> last.run().stream())
                .flatMap(run -> run.started().stream())
                .max(Instant::compareTo)
                .map(this::ago)
                .orElse("never");
        return outlook.overdue()
                .map(late -> "**The watch is not awake**: the last tick was %s".formatted(tick))
                .orElseGet(() -> "the watch is awake: last tick %s, last run %s, %d jobs"
                        .formatted(tick, ran, jobs.jobs().size()));
    }
}
