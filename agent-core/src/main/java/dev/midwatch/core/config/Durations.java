package dev.midwatch.core.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 15m}, {@code 1h30m}, {@code 21d}. */
public final class Durations {
    private static final Map<String, Duration> UNITS = Map.of(
            "w", Duration.ofDays(7),
            "d", Duration.ofDays(1),
            "h", Duration.ofHours(1),
            "m", Duration.ofMinutes(1),
            "s", Duration.ofSeconds(1),
            "ms", Duration.ofMillis(1));
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(w|d|h|ms|m|s))+");
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(w|d|h|ms|m|s)");

    private Durations() {}

    /** @throws IllegalArgumentException saying what is wrong with the text */
    public static Duration parse(String text) {
        String compact = text.strip().replace(" ", "");
        if (compact.equals("0")) {
            return Duration.ZERO;
        }
        if (!WHOLE.matcher(compact).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a duration");
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(compact);
        while (part.find()) {
            sum = sum.plus(UNITS.get(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
        }
        return sum;
    }

    /** The shortest way to write it that {@link #parse} reads back. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long millis = duration.toMillis();
        long[] sizes = {86_400_000, 3_600_000, 60_000, 1_000, 1};
        String[] names = {"d", "h", "m", "s", "ms"};
        for (int i = 0; i < sizes.length; i++) {
            if (millis >= sizes[i]) {
                text.append(millis / sizes[i]).append(names[i]);
                millis %= sizes[i];
            }
        }
        return text.toString();
    }
}
