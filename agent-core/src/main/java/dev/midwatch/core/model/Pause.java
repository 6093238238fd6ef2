package dev.midwatch.core.model;

import java.time.Duration;

/** Waits; under test it only notes for how long. */
@FunctionalInterface
interface Pause {
    void of(Duration time) throws InterruptedException;
}
