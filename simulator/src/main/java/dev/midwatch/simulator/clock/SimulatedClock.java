package dev.midwatch.simulator.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The one clock of a simulated cluster. At speed 0 it stands still and moves only by {@link #advance}; at speed N it runs
 * N times as fast as the real clock behind it, and can still be pushed forward by hand.
 */
public final class SimulatedClock extends Clock {
    private final InstantSource real;
    private final ZoneId zone;
    private final Shared shared;

    /** What clocks of different zones have in common. */
    private static final class Shared {
        private Instant simulated;
        private Instant realAt;
        private double speed;
    }

    private SimulatedClock(InstantSource real, ZoneId zone, Shared shared) {
        this.real = real;
        this.zone = zone;
        this.shared = shared;
    }

    public static SimulatedClock standing(Instant start) {
        return running(start, 0, Clock.systemUTC());
    }

    public static SimulatedClock running(Instant start, double speed, InstantSource real) {
        if (!(speed >= 0)) {
            throw new IllegalArgumentException("speed must be 0 or more, not " + speed);
        }
        Shared shared = new Shared();
        shared.simulated = start;
        shared.realAt = real.instant();
        shared.speed = speed;
        return new SimulatedClock(real, ZoneOffset.UTC, shared);
    }

    public double speed() {
        synchronized (shared) {
            return shared.speed;
        }
    }

    public void speed(double speed) {
        if (!(speed >= 0)) {
            throw new IllegalArgumentException("speed must be 0 or more, not " + speed);
        }
        synchronized (shared) {
            shared.simulated = instant();
            shared.realAt = real.instant();
            shared.speed = speed;
        }
    }

    /** Pushes the clock forward. Simulation.advance also does the work that falls due on the way. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("a cluster's clock cannot go back by " + by);
        }
        synchronized (shared) {
            shared.simulated = shared.simulated.plus(by);
        }
    }

    /** Moves forward to an instant; an instant already past changes nothing. */
    public void advanceTo(Instant target) {
        synchronized (shared) {
            Instant now = instant();
            if (target.isAfter(now)) {
                advance(Duration.between(now, target));
            }
        }
    }

    /** How long the real clock needs until this one shows the instant; zero when past, null when it never will by itself. */
    public Duration realTimeUntil(Instant target) {
        synchronized (shared) {
            Duration left = Duration.between(instant(), target);
            if (left.isNegative() || left.isZero()) {
                return Duration.ZERO;
            }
            return shared.speed == 0 ? null : Duration.ofNanos((long) Math.ceil(left.toNanos() / shared.speed));
        }
    }

    @Override
    public Instant instant() {
        synchronized (shared) {
            if (shared.speed == 0) {
                return shared.simulated;
            }
            long elapsed = Duration.between(shared.realAt, real.instant()).toNanos();
            return shared.simulated.plusNanos((long) (elapsed * shared.speed));
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SimulatedClock(real, other, shared);
    }
}
