package dev.midwatch.core.chat;

import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.agent.Reply;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.chat.ConversationStore.Owed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees a turn through, from what somebody said to the answer in the outbox, whatever comes between. */
final class Answering implements Turns.Work, AutoCloseable {
    static final String STOPPED = "Stopped.";
    static final String CUT_OFF = "A restart cut me off while I worked on this, and there is no answer. Ask again.";
    private static final String BROKEN = "I could not answer this: something broke, and the log says what.";
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private final Turn turn;
    private final ConversationStore store;
    private final Outbox outbox;
    private final Channels channels;
    private final Pace pace;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Answering(Turn turn, ConversationStore store, Outbox outbox, Channels channels, Pace pace, Clock clock) {
        this.turn = turn;
        this.store = store;
        this.outbox = outbox;
        this.channels = channels;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public void answer(
            Place place, InboundMessage message, Supplier<List<InboundMessage>> more, Interruption interruption) {
        try {
            Owed owed = new Owed("answer-" + UUID.randomUUID(), place.target());
            Optional<String> unavailable = turn.unavailable();
            if (unavailable.isPresent()) {
                outbox.enqueue(OutboundMessage.of(owed.message(), owed.target(), unavailable.get()));
                return;
            }
            Instant begun = clock.instant();
            store.owe(owed, begun);
            see(place, message, more, interruption, progress(owed));
            turn.putForward(place, begun, clock.instant(), outbox);
        } catch (RuntimeException e) {
            // Only the store can have failed; what is owed stays owed.
            LOG.error("no answer to {} could be kept", place.target(), e);
        }
    }

    private Progress progress(Owed owed) {
        Progress progress = new Progress(owed, outbox, store, timer, pace.revision());
        if (channels.revises(Channels.nameOf(owed.target()))) {
            progress.tellAfter(pace.patience());
        }
        return progress;
    }

    private void see(
            Place place,
            InboundMessage message,
            Supplier<List<InboundMessage>> more,
            Interruption interruption,
            Progress progress) {
        Optional<Reply> reply = Optional.empty();
        Optional<Interruption.Why> ended;
        try {
            if (interruption.begin()) {
                reply = Optional.of(turn.answer(place, message, more, progress));
            }
        } catch (RuntimeException e) {
            LOG.error("a turn at {} broke", place.target(), e);
        } finally {
            ended = interruption.end();
        }
        if (ended.isEmpty()) {
            progress.becomes(reply.map(Answering::text).orElse(BROKEN));
        } else if (ended.get() == Interruption.Why.STOPPED) {
            progress.isDropped(STOPPED);
        } else {
            progress.isCutOff();
        }
    }

    private static String text(Reply reply) {
        return reply.text()
                .orElseGet(() -> "I could not finish: "
                        + reply.stopped().map(Reply.Stopped::detail).orElse("no answer"));
    }

    /** Says of each answer that the last process still owed that there is none. */
    void settleWhatIsOwed() {
        for (Owed owed : store.owed()) {
            OutboundMessage end = OutboundMessage.of(owed.message(), owed.target(), CUT_OFF);
            store.settle(owed, () -> {
                if (outbox.latest(owed.message()).isPresent()) {
                    outbox.revise(owed.message(), end);
                } else {
                    outbox.enqueue(end);
                }
            });
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
