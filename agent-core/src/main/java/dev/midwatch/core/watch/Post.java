package dev.midwatch.core.watch;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.channel.DeliveryListener;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.JobListener;
import dev.midwatch.core.job.JobNotice;
import dev.midwatch.core.job.JobRun;
import dev.midwatch.core.job.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Between runs and the outbox. A run leaves its message here; it goes into the outbox in the transaction that records the run, together
 * with the ledger's note that its findings are being told, so a crash neither loses nor doubles it.
 */
public final class Post implements JobListener {
    private final Outbox outbox;
    private final FindingLedger ledger;
    private final Map<Long, Letter> written = new ConcurrentHashMap<>();

    public Post(Outbox outbox, FindingLedger ledger) {
        this.outbox = outbox;
        this.ledger = ledger;
    }

    /** A message and the news it tells. */
    public record Letter(OutboundMessage message, List<LedgerUpdate.News> news) {}

    /** What the outbox tells of a message, for the ledger: told, or to be told again. */
    public static DeliveryListener tell(FindingLedger ledger) {
        return new DeliveryListener() {
            @Override
            public void accepted(String message, Instant at) {
                ledger.accepted(message, at);
            }

            @Override
            public void gaveUp(String message) {
                ledger.givenUp(message);
            }
        };
    }

    /** The newest message with a card about that, for one that follows it up. */
    Optional<String> lastAbout(String about) {
        return outbox.cards().newest(about);
    }

    /** Keeps a run's message until the run is recorded. */
    void write(JobRun run, Letter letter) {
        written.put(run.id(), letter);
    }

    /** Sends a message that belongs to no run. */
    void send(Letter letter) {
        ledger.telling(letter.news(), letter.message().id());
        outbox.enqueue(letter.message());
    }

    @Override
    public void finished(JobRun run, RunResult result) {
        Letter letter = written.remove(run.id());
        if (letter != null) {
            send(letter);
        } else {
            ledger.givenUp(JobRunner.messageId(run));
        }
    }

    @Override
    public void notice(JobNotice notice) {
        String job = notice.job().map(JobDefinition::name).orElse("jobs");
        String id = "notice-%s-%s-%d".formatted(job, notice.kind(), notice.at().toEpochMilli());
        String target = notice.job().map(JobDefinition::deliver).orElse("console");
        outbox.enqueue(OutboundMessage.of(id, target.equals("local") ? "console" : target, notice.text()));
    }
}
