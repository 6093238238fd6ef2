package dev.midwatch.core.job;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * One moment, or one local time in whatever zone the job has.
 *
 * @param local the time
 * @param zone  the zone it was given with; empty: the job's
 */
record OnceAtTime(LocalDateTime local, Optional<ZoneId> zone) implements Schedule {
    static OnceAtTime of(Instant moment) {
        ZoneId utc = java.time.ZoneOffset.UTC;
        return new OnceAtTime(LocalDateTime.ofInstant(moment, utc), Optional.of(utc));
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId jobZone) {
        Instant at = ZonedDateTime.of(local, zone.orElse(jobZone)).toInstant();
        return at.isAfter(after) ? Optional.of(at) : Optional.empty();
    }

    @Override
    public boolean once() {
        return true;
    }

    @Override
    public String text() {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local)
                + zone.map(ZoneId::toString).orElse("");
    }

    @Override
    public String describe() {
        return "once at " + text().replace('T', ' ');
    }
}
