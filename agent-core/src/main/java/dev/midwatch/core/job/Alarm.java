package dev.midwatch.core.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Sleep that can be ended from outside; a ring before the sleep counts. */
final class Alarm {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rang = lock.newCondition();
    private boolean rung;

    void ring() {
        lock.lock();
        try {
            rung = true;
            rang.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sleeps until then or until it rings, but not longer than the limit, since clocks are put forward and back. */
    void sleepUntil(Instant then, Clock clock, Duration limit) throws InterruptedException {
        long millis = Math.min(
                limit.toMillis(), Duration.between(clock.instant(), then).toMillis() + 1);
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!rung && nanos > 0) {
                nanos = rang.awaitNanos(nanos);
            }
            rung = false;
        } finally {
            lock.unlock();
        }
    }
}
