package dev.midwatch.core.chat;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.agent.RunListener;
import dev.midwatch.core.agent.ToolUse;
import dev.midwatch.core.channel.Delivery;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.chat.ConversationStore.Owed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The message that becomes an answer. Where a message can be revised, people who had to wait are told meanwhile what is being done and what
 * of the answer there is already; an answer that comes soon is one message and no more.
 */
final class Progress implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    /** Of an answer in the making: it stays one message wherever it is shown. */
    private static final int MOST = 1_500;

    private final Owed owed;
    private final Outbox outbox;
    private final ConversationStore store;
    private final ScheduledExecutorService timer;
    private final Duration between;
    private final StringBuilder said = new StringBuilder();
    private String doing = "looking …";
    private String told = "";
    private boolean shown;
    private boolean ended;
    private long shownAt;
    private Optional<Future<?>> next = Optional.empty();

    Progress(Owed owed, Outbox outbox, ConversationStore store, ScheduledExecutorService timer, Duration between) {
        this.owed = owed;
        this.outbox = outbox;
        this.store = store;
        this.timer = timer;
        this.between = between;
    }

    /** Tells people what is being done once that has taken so long. */
    synchronized void tellAfter(Duration patience) {
        next = Optional.of(after(patience));
    }

    @Override
    public synchronized void uses(ToolUse use) {
        // What was said before a tool is no part of the answer.
        said.setLength(0);
        doing = "looking: `" + ToolWords.of(use) + "` …";
        tellSoon();
    }

    @Override
    public synchronized void says(String lines) {
        said.append(lines);
        tellSoon();
    }

    @Override
    public synchronized void startsOver() {
        said.setLength(0);
        tellSoon();
    }

    private void tellSoon() {
        if (shown && !ended && next.isEmpty()) {
            Duration since = Duration.ofNanos(System.nanoTime() - shownAt);
            Duration wait = between.minus(since);
            next = Optional.of(after(wait.isNegative() ? Duration.ZERO : wait));
        }
    }

    /** Whole paragraphs alone: half of a list or of a code block is shown wrong. */
    private String soFar() {
        String whole = Paragraphs.whole(said.toString(), MOST);
        return whole.isEmpty() ? doing : whole + (whole.endsWith("…") ? "" : "\n…");
    }

    private Future<?> after(Duration wait) {
        return timer.schedule(this::show, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void show() {
        next = Optional.empty();
        String now = soFar();
        if (ended || now.equals(told)) {
            return;
        }
        try {
            say(now);
            told = now;
            shown = true;
            shownAt = System.nanoTime();
        } catch (RuntimeException e) {
            LOG.warn("what is being done for {} cannot be shown", owed.target(), e);
        }
    }

    /** Says that the answer is this, for good. */
    synchronized void becomes(String answer) {
        end();
        store.settle(owed, () -> {
            if (shown && isLost()) {
                outbox.enqueue(message(answer).id(owed.message() + "-again"));
            } else {
                say(answer);
            }
        });
    }

    /** Nobody waits for an answer any more; people who were told that one is coming are told that. */
    synchronized void isDropped(String why) {
        end();
        store.settle(owed, () -> {
            if (shown) {
                say(why);
            }
        });
    }

    /** The process ends first: the answer stays owed, and the next start says so. */
    synchronized void isCutOff() {
        end();
    }

    private void end() {
        ended = true;
        next.ifPresent(future -> future.cancel(false));
    }

    private void say(String text) {
        if (shown) {
            outbox.revise(owed.message(), message(text));
        } else {
            outbox.enqueue(message(text));
        }
    }

    private OutboundMessage message(String text) {
        return OutboundMessage.of(owed.message(), owed.target(), text);
    }

    private boolean isLost() {
        List<Delivery> deliveries = outbox.deliveries(owed.message());
        return deliveries.stream().allMatch(delivery -> delivery.state().isLost());
    }
}
