package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.job.JobRun;
import dev.midwatch.core.job.RunFacts;
import dev.midwatch.core.job.RunResult;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what cannot be seen is told by the run that claimed it, or by the next one. */
class PostTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private static final Channel CONSOLE = new Channel() {
        @Override
        public String name() {
            return "console";
        }

        @Override
        public Receipt send(OutboundMessage message) {
            return new Receipt(message.id());
        }
    };

    @TempDir
    Path home;

    private Database database;
    private FindingLedger ledger;
    private Post post;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, CLOCK);
        post = new Post(
                new Outbox(database, new Channels(List.of(CONSOLE), Map.of()), CLOCK, Post.tell(ledger)), ledger);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesBackWhatARunClaimedThatEndedWithoutAMessage() {
        JobRun run = Runs.of(1);
        assertThat(claim(run).blindNews()).hasSize(1);
        assertThat(claim(Runs.of(2)).blindNews()).isEmpty();

        post.finished(run, RunResult.failed("ended", RunFacts.none()));
        assertThat(claim(Runs.of(3)).blindNews()).hasSize(1);
    }

    @Test
    void keepsTheClaimOfARunWhoseMessageIsOnItsWayUntilItIsGivenUp() {
        JobRun run = Runs.of(1);
        LedgerUpdate update = claim(run);
        String message = JobRunner.messageId(run);
        post.write(run, new Post.Letter(OutboundMessage.of(message, "console", "text"), update.news()));
        post.finished(run, RunResult.report("text", RunFacts.none()));
        assertThat(claim(Runs.of(2)).blindNews()).isEmpty();

        Post.tell(ledger).gaveUp(message);
        assertThat(claim(Runs.of(3)).blindNews()).hasSize(1);
        Post.tell(ledger).accepted(JobRunner.messageId(Runs.of(3)), NOON);
        assertThat(claim(Runs.of(4)).blindNews()).isEmpty();
    }

    private LedgerUpdate claim(JobRun run) {
        Coverage dark = new Coverage(List.of(), List.of(new Coverage.Blind("pods", "*", "forbidden")), List.of());
        CheckReport report = new CheckReport(
                NOON,
                Duration.ZERO,
                Set.of("pod"),
                List.of(),
                List.of(),
                dark,
                Map.of("pod", List.of(ResourceType.PODS)));
        return ledger.claim(report, JobRunner.messageId(run), update -> update);
    }
}
