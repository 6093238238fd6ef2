package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.action.Stop;
import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.agent.BudgetSettings;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.ConsoleChannel;
import dev.midwatch.core.channel.DeliveryListener;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.chat.Silencing;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.job.JobBody;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobListener;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.RunFacts;
import dev.midwatch.core.job.RunResult;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.job.SchedulerSettings;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.telemetry.HandClock;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
    @TempDir
    Path home;

    private final HandClock clock = new HandClock();
    private JobBody body = run -> RunResult.quiet(RunFacts.lookedAt("3 nodes"));
    private Database database;
    private FindingLedger ledger;
    private JobCatalog jobs;
    private Scheduler scheduler;
    private Outbox outbox;
    private Stop stop;
    private Status status;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, clock);
        jobs = JobCatalog.open(home.resolve("jobs.json"), clock, ZoneOffset.UTC);
        SchedulerSettings settings = SchedulerSettings.defaults(ZoneOffset.UTC);
        scheduler = new Scheduler(
                database,
                jobs,
                home.resolve("output"),
                run -> body.run(run),
                new JobListener() {},
                settings,
                clock,
                Runnable::run);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        ConsoleChannel console = new ConsoleChannel(nowhere, Optional.empty(), "me", false);
        outbox = new Outbox(database, new Channels(List.of(console), Map.of()), clock, DeliveryListener.NONE);
        stop = new Stop(home.resolve("STOP"));
        TokenTable tokens = new TokenTable(database);
        Audit audit = new Audit(home.resolve("audit.jsonl"), clock);
        status = new Status(
                new Findings(database, ledger, new Silencing(ledger, audit), audit),
                new Proposals(new ProposalStore(database), null, null, clock),
                new Usage(tokens, new Budget(tokens, new BudgetSettings(900), clock), ZoneOffset.UTC, clock),
                new Status.Watched(
                        Optional.of("https://example.org"),
                        ledger,
                        jobs,
                        new RunStore(database),
                        new Outlook(database, settings, clock),
                        outbox,
                        stop),
                clock);
        jobs.create(Map.of("name", "pods", "schedule", "every 15m"));
        scheduler.tick();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void pass(int minutes) {
        clock.pass(Duration.ofMinutes(minutes));
        scheduler.tick();
    }

    @Test
    void isCalmOnceTheClusterWasSeenAndNothingIsWrong() {
        assertThat(status.overview().calm()).as("nobody looked yet").isFalse();
        pass(15);
        Overview overview = status.overview();
        assertThat(overview.calm()).isTrue();
        assertThat(overview.lastLook()).contains(clock.instant());
        assertThat(overview.lookedAt()).isEqualTo("3 nodes");
        assertThat(overview.lastTick()).contains(clock.instant());
        assertThat(overview.server()).contains("https://example.org");
        assertThat(overview.tokensADay()).isEqualTo(900);
    }

    @Test
    void stillKnowsTheLastLookWhenTheNewestRunFailed() {
        pass(15);
        Instant looked = clock.instant();
        body = run -> {
            throw new IllegalStateException("the API server is gone");
        };
        pass(15);
        Overview overview = status.overview();
        assertThat(overview.lastLook()).contains(looked);
        assertThat(overview.lookedAt()).isEqualTo("3 nodes");
        assertThat(overview.jobs())
                .singleElement()
                .satisfies(line -> assertThat(line.failing()).isTrue());
    }

    @Test
    void showsTheLastHoursOfEachJobAndItsNextRun() {
        for (int i = 0; i < 30; i++) {
            pass(15);
        }
        jobs.create(Map.of("name", "nodes", "schedule", "0 8 * * *"));
        jobs.pause("nodes", "later");
        List<Overview.JobLine> lines = status.overview().jobs();
        assertThat(lines).extracting(Overview.JobLine::job).containsExactly("pods", "nodes");
        assertThat(lines.get(0).ticks())
                .hasSizeBetween(24, 25)
                .extracting(Overview.Tick::state)
                .containsOnly("quiet");
        assertThat(lines.get(0).ticks())
                .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(lines.get(0).next()).contains(clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(lines.get(1).next()).isEmpty();
        assertThat(lines.get(1).enabled()).isFalse();
    }

    @Test
    void saysThatTheWatchSleeps() {
        pass(15);
        clock.pass(Duration.ofMinutes(40));
        Overview overview = status.overview();
        assertThat(overview.overdue()).contains("40 min");
        assertThat(overview.calm()).isFalse();
    }

    @Test
    void saysWhatCannotBeSeenAndWhatWaits() {
        pass(15);
        ledger.update(Reports.of(clock.instant(), List.of(new Coverage.Blind("secrets", "shop", "forbidden"))));
        outbox.enqueue(OutboundMessage.of("m1", "console", "hello"));
        stop.set("roger", "the node is on fire", clock.instant());
        clock.pass(Duration.ofMinutes(1));
        Overview overview = status.overview();
        assertThat(overview.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.what()).contains("secrets", "shop"));
        assertThat(overview.undelivered())
                .singleElement()
                .asString()
                .startsWith("console")
                .contains("1 not delivered yet", "1 min");
        assertThat(overview.stopped()).hasValueSatisfying(why -> assertThat(why).contains("the node is on fire"));
        assertThat(overview.calm()).isFalse();
    }

    @Test
    void isNotCalmWhileSomethingIsOpen() {
        pass(15);
        ledger.update(Reports.of(clock.instant(), Reports.crash("web")));
        assertThat(status.overview().findings().critical()).isEqualTo(1);
        assertThat(status.overview().calm()).isFalse();
    }
}
