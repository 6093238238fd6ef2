package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a file system stands, and where it is going. */
enum Filling {
    ROOMY,
    /** Little is left, and the line of the last days leads to the end. */
    FILLING,
    /** Next to nothing is left. */
    FULL;

    /**
     * What counts as little.
     *
     * @param full    the share of free room below which it is full
     * @param low     the share below which its line counts
     * @param within  how soon the line has to reach the end
     * @param measure how long the line has to be
     */
    record Limits(double full, double low, Duration within, Duration measure) {}

    /** @param used the used part over time, the value of now last */
    static Filling of(FileSystem disk, Trend used, Limits limits) {
        if (disk.freeShare() < limits.full()) {
            return FULL;
        }
        boolean soon = fullAt(disk, used, limits)
                .filter(end -> Duration.between(used.now().at(), end).compareTo(limits.within()) <= 0)
                .isPresent();
        return disk.freeShare() < limits.low() && soon ? FILLING : ROOMY;
    }

    /** When the line meets the end; empty without a line that is long enough to say. */
    static Optional<Instant> fullAt(FileSystem disk, Trend used, Limits limits) {
        return used.span().compareTo(limits.measure()) >= 0 ? used.reaches(disk.all()) : Optional.empty();
    }
}
