package dev.midwatch.testkit.discord;

import java.time.Instant;

/** Ids as Discord makes them: the milliseconds since 2015 above 22 bits of counting, always rising. */
final class Snowflakes {
    private static final long EPOCH = 1420070400000L;

    private long last;

    synchronized String next() {
        last = Math.max((System.currentTimeMillis() - EPOCH) << 22, last + 1);
        return Long.toString(last);
    }

    static Instant madeAt(String id) {
        return Instant.ofEpochMilli((Long.parseLong(id) >> 22) + EPOCH);
    }

    /** The order of two ids is the order in which they were made. */
    static int compare(String one, String other) {
        return Long.compare(Long.parseLong(one), Long.parseLong(other));
    }
}
