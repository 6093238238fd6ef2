package dev.midwatch.skills.k8s.kubectl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Durations as kubectl prints them: {@code 45s}, {@code 3m20s}, {@code 5h7m}, {@code 2d3h}, {@code 400d}. */
final class Ages {
    private Ages() {}

    static String of(Optional<Instant> moment, Instant now) {
        return moment.map(then -> inWords(Duration.between(then, now))).orElse("<unknown>");
    }

    static String inWords(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 120) {
            return Math.max(0, seconds) + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 10) {
            return minutes + "m" + rest(seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        if (hours < 8) {
            return hours + "h" + rest(minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        return inDays(hours);
    }

    private static String inDays(long hours) {
        long days = hours / 24;
        if (days < 8) {
            return days + "d" + rest(hours % 24, "h");
        }
        if (days < 365 * 2) {
            return days + "d";
        }
        return days / 365 + "y" + (days < 365 * 8 ? rest(days % 365, "d") : "");
    }

    private static String rest(long amount, String unit) {
        return amount == 0 ? "" : amount + unit;
    }
}
