package dev.midwatch.core.telemetry;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.channel.DeliveryListener;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.job.JobBody;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobListener;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.RunFacts;
import dev.midwatch.core.job.RunResult;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.job.SchedulerSettings;
import dev.midwatch.core.kube.RequestStats;
import dev.midwatch.core.store.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A scheduler, an outbox and a ledger on one store, and the metrics of it. */
final class CountedWatch implements AutoCloseable {
    final HandClock clock = new HandClock();
    final Deque<DeliveryException> refusals = new ArrayDeque<>();
    JobBody body = run -> RunResult.quiet(RunFacts.lookedAt("3 nodes"));
    private final Path home;
    Database database;
    JobCatalog jobs;
    Scheduler scheduler;
    Outbox outbox;
    Couriers couriers;
    FindingLedger ledger;
    Metrics metrics;

    CountedWatch(Path home) {
        this.home = home;
        open();
    }

    private void open() {
        SchedulerSettings settings = SchedulerSettings.defaults(ZoneOffset.UTC);
        database = Database.open(home.resolve("state.db"));
        jobs = JobCatalog.open(home.resolve("jobs.json"), clock, ZoneOffset.UTC);
        JobListener nobody = new JobListener() {};
        scheduler = new Scheduler(
                database, jobs, home.resolve("output"), run -> body.run(run), nobody, settings, clock, Runnable::run);
        Channels channels = new Channels(List.of(new Wall()), Map.of());
        outbox = new Outbox(database, channels, clock, DeliveryListener.NONE);
        couriers = new Couriers(outbox, clock, new Random(1));
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, clock);
        metrics = new Metrics(
                database,
                jobs,
                channels,
                ledger,
                new Outlook(database, settings, clock),
                new RequestStats(),
                Optional::empty);
    }

    void restart() {
        database.close();
        open();
    }

    void job(String name) {
        jobs.create(Map.of("name", name, "schedule", "every 30m"));
    }

    void run(String job, RunResult result) {
        body = run -> result;
        scheduler.runNow(job).orElseThrow();
    }

    List<String> scrape() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        metrics.write("", out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        database.close();
    }

    private final class Wall implements Channel {
        @Override
        public String name() {
            return "wall";
        }

        @Override
        public Receipt send(OutboundMessage message) throws DeliveryException {
            DeliveryException refusal = refusals.poll();
            if (refusal != null) {
                throw refusal;
            }
            return new Receipt("receipt");
        }
    }
}
