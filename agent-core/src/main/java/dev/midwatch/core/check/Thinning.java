package dev.midwatch.core.check;

import dev.midwatch.api.check.Trend.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which points of a series are worth keeping: one a minute of the last two hours, then one for a quarter of an hour, for two hours, for half a day,
 * and none older than a month. That is fewer than 400 points, however often somebody looks; of a value that does not change a point an
 * hour is enough.
 */
final class Thinning {
    static final Duration OLDEST = Duration.ofDays(30);
    private static final Duration EVEN = Duration.ofHours(1);

    private Thinning() {}

    /** Whether a new value says more than the last one kept. */
    static boolean isNews(List<Point> kept, Point now) {
        if (kept.isEmpty()) {
            return true;
        }
        Point last = kept.get(kept.size() - 1);
        return now.at().isAfter(last.at())
                && (now.value() != last.value() || !now.at().isBefore(last.at().plus(EVEN)));
    }

    /** The first point of each stretch stays; stretches begin at full minutes, quarters and so on, so that thinning again changes nothing. */
    static List<Point> thin(List<Point> points, Instant now) {
        List<Point> kept = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (Point point : points) {
            Duration age = Duration.between(point.at(), now);
            long stretch = spacing(age).toSeconds();
            long begin = Math.floorDiv(point.at().getEpochSecond(), stretch) * stretch;
            if (age.compareTo(OLDEST) <= 0 && begin > last) {
                kept.add(point);
                last = point.at().getEpochSecond();
            }
        }
        return kept;
    }

    private static Duration spacing(Duration age) {
        if (age.compareTo(Duration.ofHours(2)) <= 0) {
            return Duration.ofMinutes(1);
        }
        if (age.compareTo(Duration.ofDays(1)) <= 0) {
            return Duration.ofMinutes(15);
        }
        return age.compareTo(Duration.ofDays(7)) <= 0 ? Duration.ofHours(2) : Duration.ofHours(12);
    }
}
