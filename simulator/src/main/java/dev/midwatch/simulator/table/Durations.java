package dev.midwatch.simulator.table;

import java.time.Duration;
import java.time.Instant;

/** Durations as kubectl prints them: 45s, 5m3s, 7h12m, 3d4h. */
final class Durations {
    private Durations() {}

    static String since(Instant from, Instant now) {
        return human(Duration.between(from, now));
    }

    static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (seconds < 120) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return pair(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        if (hours < 8) {
            return pair(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        if (hours < 192) {
            return pair(hours / 24, "d", hours % 24, "h");
        }
        if (hours < 24 * 365 * 2) {
            return hours / 24 + "d";
        }
        return hours < 24 * 365 * 8 ? pair(hours / 24 / 365, "y", hours / 24 % 365, "d") : hours / 24 / 365 + "y";
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : small + smallUnit);
    }
}
