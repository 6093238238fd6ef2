package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Inbox;
import dev.midwatch.core.trace.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All who deliver, each on a thread of its own: a channel that stalls keeps nobody else waiting. */
public final class Couriers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);
    /** So often a courier looks even if nobody woke it, and so long it rests after the store failed it. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    /** So long a channel may take over one message. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So long a message in hand may take when delivery ends. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Patience patience;
    private final Duration grace;
    private final InstantSource clock;
    private final Map<String, Courier> byLane = new LinkedHashMap<>();
    private final Map<String, Semaphore> bells = new LinkedHashMap<>();
    private final Map<String, Thread> threads = new LinkedHashMap<>();

    public Couriers(Outbox outbox, InstantSource clock, RandomGenerator random) {
        this(outbox, clock, random, Tracer.OFF);
    }

    public Couriers(Outbox outbox, InstantSource clock, RandomGenerator random, Tracer tracer) {
        this(outbox, clock, random, PATIENCE, GRACE, tracer);
    }

    Couriers(Outbox outbox, InstantSource clock, RandomGenerator random, Duration limit, Duration grace) {
        this(outbox, clock, random, limit, grace, Tracer.OFF);
    }

    private Couriers(
            Outbox outbox, InstantSource clock, RandomGenerator random, Duration limit, Duration grace, Tracer tracer) {
        this.grace = grace;
        this.patience = new Patience(limit);
        this.outbox = outbox;
        this.clock = clock;
        Backoff backoff = new Backoff(random);
        outbox.channels().byLane().forEach((lane, channel) -> {
            byLane.put(lane, new Courier(lane, channel, outbox, clock, backoff, patience, tracer));
            bells.put(lane, new Semaphore(0));
        });
        outbox.onEnqueued(this::wake);
    }

    /** Begins to deliver, and lets every channel hear people. A channel that cannot start is told in the log and still delivers. */
    public void start(Inbox inbox) {
        outbox.channels().byLane().forEach((lane, channel) -> {
            try {
                channel.start(new OwnInbox(lane, inbox));
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("channel {} does not hear: {}", lane, e.toString(), e);
            }
            Thread thread = new Thread(() -> work(lane), "deliver-" + lane);
            thread.setDaemon(true);
            threads.put(lane, thread);
            thread.start();
        });
    }

    /** Sends everything that may go now, on the caller's thread. */
    public void deliverDue() {
        byLane.values().forEach(Courier::deliverDue);
    }

    private void wake(String lane) {
        Semaphore bell = bells.get(lane);
        if (bell != null) {
            bell.release();
        }
    }

    private void work(String lane) {
        Courier courier = byLane.get(lane);
        while (courier.mayGoOn()) {
            Duration rest = LOOK;
            try {
                Optional<Instant> next = courier.deliverDue();
                rest = next.map(due -> Duration.between(clock.instant(), due))
                        .filter(wait -> wait.compareTo(LOOK) < 0)
                        .orElse(LOOK);
            } catch (RuntimeException | Error e) {
                // Whatever it was: a lane without a thread would be silent for good.
                LOG.warn("nothing is delivered to {} for the moment: {}", lane, e.toString(), e);
            }
            try {
                if (courier.mayGoOn()
                        && bells.get(lane).tryAcquire(Math.max(1, rest.toMillis()), TimeUnit.MILLISECONDS)) {
                    bells.get(lane).drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Ends delivery. What is being sent has a moment to arrive, so that an orderly stop doubles nothing; what does not make it is sent
     * again at the next start.
     */
    @Override
    public void close() {
        byLane.values().forEach(Courier::stop);
        byLane.keySet().forEach(this::wake);
        join();
        threads.values().forEach(Thread::interrupt);
        outbox.channels().byLane().forEach((lane, channel) -> {
            try {
                channel.close();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("channel {} did not close: {}", lane, e.toString());
            }
        });
        join();
        patience.close();
    }

    private void join() {
        long end = System.nanoTime() + grace.toNanos();
        try {
            for (Thread thread : threads.values()) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
