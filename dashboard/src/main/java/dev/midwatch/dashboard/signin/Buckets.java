package dev.midwatch.dashboard.signin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Token buckets, one for each key; those not asked for the longest are forgotten, so that strangers cannot fill our memory. */
final class Buckets {
    private static final class Bucket {
        double tokens;
        long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }

    private final int burst;
    private final long nanosPerToken;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets;

    /**
     * All full.
     *
     * @param refill how long one token takes to come back
     * @param most   keys remembered
     */
    Buckets(int burst, Duration refill, int most, LongSupplier nanos) {
        this.burst = burst;
        this.nanosPerToken = refill.toNanos();
        this.nanos = nanos;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    /** How long until there is a token; zero if there is one. */
    synchronized Duration untilNext(String key) {
        double missing = 1 - filled(key).tokens;
        return missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(missing * nanosPerToken));
    }

    synchronized void take(String key) {
        filled(key).tokens--;
    }

    synchronized void giveBack(String key) {
        Bucket bucket = filled(key);
        bucket.tokens = Math.min(burst, bucket.tokens + 1);
    }

    synchronized int size() {
        return buckets.size();
    }

    private Bucket filled(String key) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(key, fresh -> new Bucket(burst, now));
        bucket.tokens = Math.min(burst, bucket.tokens + (double) (now - bucket.at) / nanosPerToken);
        bucket.at = now;
        return bucket;
    }
}
