package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Words for the line of a file system's use. */
final class FillingLine {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private FillingLine() {}

    /** {@code about 3 days}. */
    static String until(Instant now, Instant end) {
        return "about " + rounded(Duration.between(now, end));
    }

    private static String rounded(Duration time) {
        if (time.compareTo(TWO_DAYS) >= 0) {
            return Math.round(time.toHours() / 24.0) + " days";
        }
        if (time.compareTo(TWO_HOURS) >= 0) {
            return Math.round(time.toMinutes() / 60.0) + " hours";
        }
        return Math.max(1, time.toMinutes()) + " minutes";
    }

    /** {@code it grew by 22 GiB in 3 days, to 83 GiB of 94 GiB}; empty without a past. */
    static String grown(FileSystem disk, Trend used) {
        double by = used.now().value() - used.points().get(0).value();
        return used.span().isZero() || by <= 0
                ? ""
                : "it grew by %s in %s, to %s of %s"
                        .formatted(
                                disk.amount(by),
                                rounded(used.span()),
                                disk.amount(disk.used()),
                                disk.amount(disk.all()));
    }

    /** The numbers a reader can check: first and last point, and the pace. */
    static String evidence(FileSystem disk, Trend used, Optional<Instant> end) {
        if (used.span().isZero()) {
            return "";
        }
        Trend.Point first = used.points().get(0);
        double days = used.span().toSeconds() / (double) A_DAY.toSeconds();
        return "%d points: %s at %s, %s at %s, %s a day%s"
                .formatted(
                        used.points().size(),
                        disk.amount(first.value()),
                        first.at(),
                        disk.amount(used.now().value()),
                        used.now().at(),
                        disk.amount(Math.max(0, used.now().value() - first.value()) / days),
                        end.map(at -> "; the line meets " + disk.amount(disk.all()) + " at " + at)
                                .orElse(""));
    }
}
