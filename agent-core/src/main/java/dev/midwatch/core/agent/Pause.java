package dev.midwatch.core.agent;

import java.time.Duration;

/** Waits; under test it only notes for how long. */
@FunctionalInterface
interface Pause {
    void of(Duration time) throws InterruptedException;
}
