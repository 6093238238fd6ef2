package dev.midwatch.core.check;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people say them where they are: {@code 12:39}, {@code 2 Jan 12:39}. */
public record Times(ZoneId zone) {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ANOTHER_DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    /** @param from when it is said; on that day the date goes without saying */
    public String of(Instant moment, Instant from) {
        boolean sameDay =
                moment.atZone(zone).toLocalDate().equals(from.atZone(zone).toLocalDate());
        return (sameDay ? TODAY : ANOTHER_DAY).format(moment.atZone(zone));
    }
}
