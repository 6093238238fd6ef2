package dev.midwatch.core.view;

import dev.midwatch.core.action.Stop;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.text.Ages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything at one glance. Asks the store alone, so that it is quick and true also while the cluster does not answer. */
public final class Status {
    private static final Duration TIMELINE = Duration.ofHours(6);

    private final Findings findings;
    private final Proposals proposals;
    private final Usage usage;
    private final Watched watched;
    private final InstantSource clock;

    /**
     * Where it is read how the watch stands.
     *
     * @param server the API server's address
     */
    public record Watched(
            Optional<String> server,
            FindingLedger ledger,
            JobCatalog jobs,
            RunStore runs,
            Outlook outlook,
            Outbox outbox,
            Stop stop) {}

    public Status(Findings findings, Proposals proposals, Usage usage, Watched watched, InstantSource clock) {
        this.findings = findings;
        this.proposals = proposals;
        this.usage = usage;
        this.watched = watched;
        this.clock = clock;
    }

    public Overview overview() {
        Instant now = clock.instant();
        Optional<Run> look = watched.runs().lastThatLooked();
        return new Overview(
                now,
                watched.server(),
                look.flatMap(Run::finished),
                look.map(run -> run.facts().lookedAt()).orElse(""),
                watched.outlook().lastTick(),
                watched.outlook().overdue().map(Ages::inWords),
                watched.stop().isSet() ? Optional.of(watched.stop().why()) : Optional.empty(),
                findings.counts(),
                gaps(),
                timeline(now),
                proposals.waiting(),
                watched.outbox().backlog().stream()
                        .map(lane -> lane.lane() + ": " + lane.inWords(now))
                        .toList(),
                usage.today(),
                usage.perDay());
    }

    /** What the findings can be trusted to speak for. */
    public Coverage coverage() {
        Optional<Run> look = watched.runs().lastThatLooked();
        List<Overview.Gap> gaps = gaps();
        return new Coverage(
                gaps.isEmpty() && look.isPresent(),
                look.flatMap(Run::finished),
                look.map(run -> run.facts().lookedAt()).orElse(""),
                gaps);
    }

    /** The API server's address. */
    public Optional<String> server() {
        return watched.server();
    }

    private List<Overview.Gap> gaps() {
        return watched.ledger().dark().entrySet().stream()
                .map(dark -> new Overview.Gap(dark.getKey(), dark.getValue()))
                .toList();
    }

    private List<Overview.JobLine> timeline(Instant now) {
        Map<String, List<RunStore.Brief>> runs = watched.runs().since(now.minus(TIMELINE)).stream()
                .collect(Collectors.groupingBy(RunStore.Brief::jobId));
        return watched.jobs().jobs().stream()
                .map(job -> line(job, runs.getOrDefault(job.id(), List.of())))
                .toList();
    }

    private Overview.JobLine line(JobDefinition job, List<RunStore.Brief> runs) {
        return new Overview.JobLine(
                job.name(),
                job.enabled(),
                runs.stream()
                        .map(run -> new Overview.Tick(run.id(), run.at(), RunRows.word(run.state())))
                        .toList(),
                watched.outlook().nextDue(job),
                watched.outlook().failingSince(job).isPresent());
    }
}
