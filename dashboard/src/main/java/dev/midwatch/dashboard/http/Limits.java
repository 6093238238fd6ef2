package dev.midwatch.dashboard.http;

import java.time.Duration;

/**
 * What one client, or all of them, can make a server hold.
 *
 * @param bodyBytes      of one request, read as a stream or at once
 * @param headerBytes    of one request, its address line included
 * @param connections    open at once
 * @param threads        that answer
 * @param idle           how long a connection may say nothing
 * @param wholeHeader    how long a request's header may take from its first byte, however busily it trickles
 * @param bytesPerSecond below which a request's body is given up
 */
public record Limits(
        long bodyBytes,
        int headerBytes,
        int connections,
        int threads,
        Duration idle,
        Duration wholeHeader,
        long bytesPerSecond) {

    public Limits {
        if (bodyBytes < 1 || headerBytes < 1024 || connections < 1 || threads < 4 || bytesPerSecond < 1) {
            throw new IllegalArgumentException("a limit is too small to answer anybody");
        }
        if (idle.toMillis() < 1 || wholeHeader.toMillis() < 1) {
            throw new IllegalArgumentException("a limit of time is positive");
        }
    }

    public static Limits defaults() {
        return new Limits(1 << 20, 16 << 10, 2_048, 32, Duration.ofSeconds(30), Duration.ofSeconds(15), 256);
    }

    /** How many threads one client's requests may hold, as one that takes no answer holds them; the rest of its requests wait. */
    int threadsPerClient() {
        return Math.max(2, threads / 4);
    }

    public Limits withBodyBytes(long bytes) {
        return new Limits(bytes, headerBytes, connections, threads, idle, wholeHeader, bytesPerSecond);
    }
}
