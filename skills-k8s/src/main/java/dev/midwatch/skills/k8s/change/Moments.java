package dev.midwatch.skills.k8s.change;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Two moments beside each other, for people. */
final class Moments {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private Moments() {}

    /** {@code at 09:12 UTC, 3 minutes before it broke}. */
    static String beside(Instant changed, Optional<Instant> broke) {
        boolean sameDay =
                broke.filter(moment -> day(moment).equals(day(changed))).isPresent();
        return "at %s UTC".formatted((sameDay ? TIME : DAY).format(changed.atZone(ZoneOffset.UTC)))
                + broke.map(moment -> ", " + apart(Duration.between(changed, moment)))
                        .orElse("");
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static String apart(Duration between) {
        return inWords(between.abs()) + (between.isNegative() ? " after it broke" : " before it broke");
    }

    static String inWords(Duration time) {
        if (time.toMinutes() < 1) {
            return "less than a minute";
        }
        if (time.toHours() < 2) {
            return count(time.toMinutes(), "minute");
        }
        return time.toHours() < 48 ? count(time.toHours(), "hour") : count(time.toDays(), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
