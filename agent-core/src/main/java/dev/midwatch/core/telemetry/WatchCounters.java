package dev.midwatch.core.telemetry;

import dev.midwatch.core.store.Database;
import dev.midwatch.core.telemetry.StoredCounts.Count;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What the watch did. Series exist for the jobs and channels there are, from 0 on, so that the first failure is an increase; those of a job
 * that is gone end.
 */
final class WatchCounters implements MultiCollector {
    /** What people and programs talk about belongs to no job. */
    private static final String CHAT = "chat";

    private static final List<String> RUN_OUTCOMES = List.of("quiet", "report", "failed", "interrupted", "missed");
    private static final List<String> DELIVERY_OUTCOMES = List.of("delivered", "failed", "expired", "retried");
    private static final List<String> TOKEN_KINDS = List.of("input", "output");

    private final Database database;
    private final Supplier<Set<String>> jobs;
    private final Supplier<Set<String>> channels;

    WatchCounters(Database database, Supplier<Set<String>> jobs, Supplier<Set<String>> channels) {
        this.database = database;
        this.jobs = jobs;
        this.channels = channels;
    }

    @Override
    public MetricSnapshots collect() {
        StoredCounts counts = StoredCounts.of(database);
        Set<String> known = jobs.get();
        return new MetricSnapshots(
                runs(counts, known),
                silentRuns(counts, known),
                RunSeconds.of(counts, known),
                new Tally()
                        .add(counts.sum("overruled"))
                        .counter(
                                "midwatch_overruled_silences",
                                "Times the model wanted to be silent over something that had to be told."),
                tokens(counts, known),
                actions(counts),
                deliveries(counts));
    }

    private static CounterSnapshot runs(StoredCounts counts, Set<String> known) {
        Tally tally = new Tally("job", "outcome");
        known.forEach(job -> RUN_OUTCOMES.forEach(outcome -> tally.add(0, job, outcome)));
        addKnown(tally, counts.all("runs"), known);
        return tally.counter("midwatch_runs", "Runs of jobs by how they ended; missed ones were due and never began.");
    }

    private static CounterSnapshot silentRuns(StoredCounts counts, Set<String> known) {
        Tally tally = new Tally("job");
        known.forEach(job -> tally.add(0, job));
        counts.all("runs").stream()
                .filter(count -> count.second().equals("quiet") && known.contains(count.first()))
                .forEach(count -> tally.add(count.value(), count.first()));
        return tally.counter("midwatch_silent_runs", "Runs that looked and had nothing to tell.");
    }

    private static CounterSnapshot tokens(StoredCounts counts, Set<String> known) {
        Set<String> spenders = new TreeSet<>(known);
        spenders.add(CHAT);
        Tally tally = new Tally("job", "kind");
        spenders.forEach(job -> TOKEN_KINDS.forEach(kind -> tally.add(0, job, kind)));
        addKnown(tally, counts.all("tokens"), spenders);
        return tally.counter("midwatch_tokens", "Tokens sent to models and received from them; chat is conversations.");
    }

    private static CounterSnapshot actions(StoredCounts counts) {
        Tally tally = new Tally("action", "outcome");
        counts.all("actions").forEach(count -> tally.add(count.value(), count.first(), count.second()));
        return tally.counter(
                "midwatch_actions",
                "Steps of actions: proposed, ran or failed, and what a look afterwards showed: fixed, not_fixed, unknown.");
    }

    private CounterSnapshot deliveries(StoredCounts counts) {
        Tally tally = new Tally("channel", "outcome");
        channels.get().forEach(channel -> DELIVERY_OUTCOMES.forEach(outcome -> tally.add(0, channel, outcome)));
        tally.add(0, "none", "undeliverable");
        counts.all("deliveries").forEach(count -> tally.add(count.value(), count.first(), count.second()));
        return tally.counter(
                "midwatch_deliveries",
                "Messages by what became of them, and failed attempts that are made again; channel none is one that does not exist.");
    }

    private static void addKnown(Tally tally, List<Count> counts, Set<String> known) {
        counts.stream()
                .filter(count -> known.contains(count.first()))
                .forEach(count -> tally.add(count.value(), count.first(), count.second()));
    }
}
