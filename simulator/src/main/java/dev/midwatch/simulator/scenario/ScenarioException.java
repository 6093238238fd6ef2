package dev.midwatch.simulator.scenario;

/** A scenario that cannot be read: says file, line, key and what was meant. */
public final class ScenarioException extends RuntimeException {
    public ScenarioException(String message) {
        super(message);
    }
}
