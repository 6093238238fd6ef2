package dev.midwatch.simulator.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the kubelet remembers of one container beyond its status: when the next step is due, and its logs. */
final class ContainerRun {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** One line written. */
    record Written(Instant at, String text) {}

    Instant due;
    Instant end;
    Instant started;
    Instant lastTold = Instant.MIN;
    int failures;
    boolean ran;
    List<Written> log = new ArrayList<>();
    List<Written> previous;

    /** The waiting time after the n-th failure in a row: 10 s, 20 s, 40 s up to five minutes. */
    static Duration backoff(int failures) {
        int doublings = Math.min(Math.max(0, failures - 1), 10);
        Duration wait = FIRST.multipliedBy(1L << doublings);
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    void write(Instant at, String text) {
        log.add(new Written(at, text));
    }

    /** A new instance begins with an empty log. */
    void restart() {
        if (ran) {
            previous = log;
            log = new ArrayList<>();
        }
        ran = true;
    }
}
