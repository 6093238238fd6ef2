package dev.midwatch.simulator.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: 90s, 10m, 1h30m, 12d. */
final class Spans {
    private static final Pattern PART = Pattern.compile("(\\d+)([smhd])");

    private Spans() {}

    static Optional<Duration> parse(String text) {
        if (!text.matches("(\\d+[smhd])+")) {
            return Optional.empty();
        }
        Duration total = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            long amount = Long.parseLong(part.group(1));
            total = total.plus(
                    switch (part.group(2)) {
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
        }
        return Optional.of(total);
    }
}
