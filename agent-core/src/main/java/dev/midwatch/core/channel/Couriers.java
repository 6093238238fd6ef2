package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.core.trace.Tracer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** All who deliver, each on a thread of its own: a channel that stalls keeps nobody else waiting. */
public final class Couriers implements AutoCloseable {
    /** So long a channel may take over one message. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So long a message in hand may take when delivery ends. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Patience patience;
    private final Duration grace;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Tracer tracer;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    /** Who hears what people say, once it is begun. */
    private Optional<Inbox> hearer = Optional.empty();

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
        this.backoff = new Backoff(random);
        this.tracer = tracer;
        follow();
        outbox.onEnqueued(this::wake);
    }

    /** Begins to deliver, and lets every channel hear people. */
    public synchronized void start(Inbox inbox) {
        follow();
        hearer = Optional.of(inbox);
        outbox.channels().byLane().keySet().stream()
                .flatMap(lane -> Optional.ofNullable(lanes.get(lane)).stream())
                .forEach(lane -> lane.start(inbox));
    }

    /**
     * Takes over what channels there are now. One that is gone or replaced has a moment for the message in hand and is closed; then the
     * new one begins. What is not delivered yet waits for whoever has the lane next.
     */
    public synchronized void follow() {
        Map<String, Channel> now = outbox.channels().byLane();
        List<String> over = lanes.keySet().stream()
                .filter(lane -> !lanes.get(lane).isOf(now.get(lane)))
                .toList();
        end(over.stream().map(lanes::remove).toList());
        now.forEach((name, channel) -> {
            if (!lanes.containsKey(name)) {
                Courier courier = new Courier(name, channel, outbox, clock, backoff, patience, tracer);
                Lane lane = new Lane(name, channel, courier, clock);
                lanes.put(name, lane);
                hearer.ifPresent(lane::start);
            }
        });
    }

    /** Sends everything that may go now, on the caller's thread. */
    public void deliverDue() {
        outbox.channels().byLane().keySet().stream()
                .flatMap(lane -> Optional.ofNullable(lanes.get(lane)).stream())
                .forEach(lane -> lane.courier().deliverDue());
    }

    private void wake(String lane) {
        Optional.ofNullable(lanes.get(lane)).ifPresent(Lane::wake);
    }

    /**
     * Ends delivery. What is being sent has a moment to arrive, so that an orderly stop doubles nothing; what does not make it is sent
     * again at the next start.
     */
    @Override
    public synchronized void close() {
        end(List.copyOf(lanes.values()));
        patience.close();
    }

    private void end(List<Lane> some) {
        some.forEach(Lane::stop);
        join(some);
        some.forEach(Lane::cutOff);
        some.forEach(Lane::close);
        join(some);
    }

    private void join(List<Lane> some) {
        long until = System.nanoTime() + grace.toNanos();
        try {
            for (Lane lane : some) {
                lane.join(until);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
