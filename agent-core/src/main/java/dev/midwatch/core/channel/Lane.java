package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Inbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel with its courier and the thread on which it delivers. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** So often a courier looks even if nobody woke it, and so long it rests after the store failed it. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final String name;
    private final Channel channel;
    private final Courier courier;
    private final InstantSource clock;
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread;
    private Optional<OwnInbox> ears = Optional.empty();

    Lane(String name, Channel channel, Courier courier, InstantSource clock) {
        this.name = name;
        this.channel = channel;
        this.courier = courier;
        this.clock = clock;
        this.thread = new Thread(this::work, "deliver-" + name);
        thread.setDaemon(true);
    }

    boolean isOf(Channel other) {
        return channel == other;
    }

    Courier courier() {
        return courier;
    }

    /** A channel that cannot start is told in the log and still delivers. */
    void start(Inbox inbox) {
        OwnInbox own = new OwnInbox(name, inbox);
        ears = Optional.of(own);
        try {
            channel.start(own);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("channel {} does not hear: {}", name, e.toString(), e);
        }
        thread.start();
    }

    void wake() {
        bell.release();
    }

    private void work() {
        while (courier.mayGoOn()) {
            Duration rest = LOOK;
            try {
                Optional<Instant> next = courier.deliverDue();
                rest = next.map(due -> Duration.between(clock.instant(), due))
                        .filter(wait -> wait.compareTo(LOOK) < 0)
                        .orElse(LOOK);
            } catch (RuntimeException | Error e) {
                // Whatever it was: a lane without a thread would be silent for good.
                LOG.warn("nothing is delivered to {} for the moment: {}", name, e.toString(), e);
            }
            try {
                if (courier.mayGoOn() && bell.tryAcquire(Math.max(1, rest.toMillis()), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets it finish the message in hand and begin no other. */
    void stop() {
        courier.stop();
        wake();
    }

    /** Cuts off what is still being sent. */
    void cutOff() {
        thread.interrupt();
    }

    void close() {
        ears.ifPresent(OwnInbox::close);
        try {
            channel.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("channel {} did not close: {}", name, e.toString());
        }
    }

    /** @param until by {@link System#nanoTime} */
    void join(long until) throws InterruptedException {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
    }
}
