package dev.midwatch.benchmarks;

import java.util.Arrays;

/** Times in words. */
final class Percentiles {
    private Percentiles() {}

    static String of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return "median %.1f ms, 99th percentile %.1f ms, longest %.1f ms"
                .formatted(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
