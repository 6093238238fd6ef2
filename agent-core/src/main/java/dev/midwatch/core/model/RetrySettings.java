package dev.midwatch.core.model;

import java.time.Duration;

/**
 * How patiently a model is asked again.
 *
 * @param attempts     calls to one model before the next one is tried
 * @param firstPause   before the second call; doubles from there
 * @param longestPause the most that is waited for a model while another one is left to try
 */
public record RetrySettings(int attempts, Duration firstPause, Duration longestPause) {
    public static final RetrySettings DEFAULT = new RetrySettings(4, Duration.ofMillis(500), Duration.ofSeconds(20));

    public RetrySettings {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts " + attempts + ": at least 1");
        }
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("pauses from " + firstPause + " to " + longestPause);
        }
    }
}
