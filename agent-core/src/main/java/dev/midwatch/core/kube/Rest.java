package dev.midwatch.core.kube;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Pauses between tries: twice as long after each failure in a row, never quite as long as another's, and ended when there is news. */
final class Rest {
    private final Duration first;
    private final Duration most;
    private final Random random;
    private int failures;
    private boolean ended;

    Rest(Duration first, Duration most, Random random) {
        this.first = first;
        this.most = most;
        this.random = random;
    }

    /** Something worked. */
    synchronized void reset() {
        failures = 0;
    }

    /** The pause after one more failure: between half and all of the time that the failures in a row are worth. */
    synchronized Duration next() {
        long whole = Math.min(most.toMillis(), first.toMillis() << Math.min(failures, 20));
        failures++;
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }

    void pause() {
        long until = System.nanoTime() + next().toNanos();
        synchronized (this) {
            try {
                for (long left = until - System.nanoTime(); !ended && left > 0; left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ended = false;
        }
    }

    /** Nobody needs to wait any longer; a pause that has not begun is skipped too. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
