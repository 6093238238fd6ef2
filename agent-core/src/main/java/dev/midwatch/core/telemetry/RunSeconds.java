package dev.midwatch.core.telemetry;

import dev.midwatch.core.telemetry.StoredCounts.Count;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Set;

/** How long runs took. */
final class RunSeconds {
    /** Those by which the store counts. */
    static final double[] BOUNDS = {0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, Double.POSITIVE_INFINITY};

    private RunSeconds() {}

    static HistogramSnapshot of(StoredCounts counts, Set<String> jobs) {
        HistogramSnapshot.Builder family = HistogramSnapshot.builder()
                .name("midwatch_run_seconds")
                .help("How long runs took that came to their end.");
        jobs.forEach(job -> family.dataPoint(job(counts, job)));
        return family.build();
    }

    private static HistogramDataPointSnapshot job(StoredCounts counts, String job) {
        long[] inBucket = new long[BOUNDS.length];
        for (int bucket = 0; bucket < BOUNDS.length; bucket++) {
            inBucket[bucket] = value(counts, "run_seconds", job, Double.toString(BOUNDS[bucket]));
        }
        return HistogramDataPointSnapshot.builder()
                .labels(Labels.of("job", job))
                .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, inBucket))
                .sum(value(counts, "run_millis", job, "") / 1000.0)
                .build();
    }

    private static long value(StoredCounts counts, String name, String job, String second) {
        return counts.all(name).stream()
                .filter(count -> count.first().equals(job) && count.second().equals(second))
                .mapToLong(Count::value)
                .sum();
    }
}
