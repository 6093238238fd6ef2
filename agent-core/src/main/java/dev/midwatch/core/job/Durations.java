package dev.midwatch.core.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 15m}, {@code 1h30m}, {@code 2 days}. */
final class Durations {
    private static final Pattern PART = Pattern.compile("\\G\\s*(\\d{1,6})\\s*([a-z]+)");
    private static final Pattern BARE_UNIT = Pattern.compile("[a-z]{2,}");

    private Durations() {}

    /** Empty if it is not one. A unit alone is one of it: {@code hour}. */
    static Optional<Duration> parse(String text) {
        String lower = text.strip().toLowerCase(java.util.Locale.ROOT);
        if (BARE_UNIT.matcher(lower).matches() && !lower.endsWith("s")) {
            return unit(lower);
        }
        Matcher part = PART.matcher(lower);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find()) {
            Optional<Duration> unit = unit(part.group(2));
            if (unit.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(unit.get().multipliedBy(Long.parseLong(part.group(1))));
            end = part.end();
        }
        return end == lower.length() && end > 0 ? Optional.of(sum) : Optional.empty();
    }

    /** {@code 1h30m}. */
    static String text(Duration duration) {
        return duration.isZero() ? "0s" : String.join("", parts(duration, "d", "h", "m", "s"));
    }

    /** {@code 1 hour 30 minutes}; {@code hour} for one hour. */
    static String words(Duration duration) {
        List<String> words = new ArrayList<>();
        for (String part : parts(duration, " day", " hour", " minute", " second")) {
            words.add(part.startsWith("1 ") ? part : part + "s");
        }
        String all = String.join(" ", words);
        return words.size() == 1 && all.startsWith("1 ") ? all.substring(2) : all;
    }

    private static List<String> parts(Duration duration, String day, String hour, String minute, String second) {
        List<String> parts = new ArrayList<>();
        add(parts, duration.toDaysPart(), day);
        add(parts, duration.toHoursPart(), hour);
        add(parts, duration.toMinutesPart(), minute);
        add(parts, duration.toSecondsPart(), second);
        return parts;
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + unit);
        }
    }

    private static Optional<Duration> unit(String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "s", "sec", "secs", "second", "seconds" -> Duration.ofSeconds(1);
                    case "m", "min", "mins", "minute", "minutes" -> Duration.ofMinutes(1);
                    case "h", "hr", "hrs", "hour", "hours" -> Duration.ofHours(1);
                    case "d", "day", "days" -> Duration.ofDays(1);
                    case "w", "week", "weeks" -> Duration.ofDays(7);
                    default -> null;
                });
    }
}
