package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.kube.KubeObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schedule of a CronJob, as the CronJob controller reads it: five fields with lists, ranges, steps, names and {@code ?}, the
 * {@code @} abbreviations, {@code @every 1h30m}, and an old {@code TZ=} prefix. A time that the clock skips when it is put forward does not
 * occur that day; one that it shows twice occurs once.
 *
 * @param interval of {@code @every}, which has no fields that count
 * @param own      the zone that it names
 * @param zone     by the clock of which it goes
 */
record CronExpression(CronFields fields, Optional<Duration> interval, Optional<ZoneId> own, ZoneId zone) {
    private static final Map<String, String> ABBREVIATIONS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final Pattern ZONE_PREFIX = Pattern.compile("^(?:CRON_)?TZ=(\\S+)\\s+");
    /** February 29 may be eight years away. */
    private static final int DAYS_AHEAD = 366 * 9;

    private static final Pattern EVERY =
            Pattern.compile("@every (?=.)(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    /** @throws IllegalArgumentException with what was not understood */
    static CronExpression of(KubeObject cronJob) {
        return parse(
                cronJob.at("spec.schedule").text(), cronJob.at("spec.timeZone").text());
    }

    /**
     * @param timeZone {@code spec.timeZone}; if that is empty, and the text names none, it is read in UTC
     * @throws IllegalArgumentException with what was not understood
     */
    static CronExpression parse(String text, String timeZone) {
        Matcher prefix = ZONE_PREFIX.matcher(text.strip());
        String named = prefix.find() ? prefix.group(1) : timeZone;
        String schedule = prefix.replaceFirst("").strip();
        Optional<Duration> interval = interval(schedule);
        Optional<ZoneId> own = named.isEmpty() ? Optional.empty() : Optional.of(zone(named));
        String fields = interval.isPresent()
                ? ABBREVIATIONS.get("@hourly")
                : ABBREVIATIONS.getOrDefault(schedule.toLowerCase(Locale.ROOT), schedule);
        return new CronExpression(CronFields.parse(fields), interval, own, own.orElse(ZoneOffset.UTC));
    }

    private static Optional<Duration> interval(String schedule) {
        Matcher every = EVERY.matcher(schedule);
        if (!every.matches()) {
            return Optional.empty();
        }
        long[] parts = new long[3];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = every.group(i + 1) == null ? 0 : Long.parseLong(every.group(i + 1));
        }
        return Optional.of(Duration.ofHours(parts[0]).plusMinutes(parts[1]).plusSeconds(parts[2]));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("time zone " + name + " is not known", unknown);
        }
    }

    /** Whether it says itself by which clock it goes, or goes by none. */
    boolean hasZone() {
        return own.isPresent() || interval.isPresent();
    }

    /** The same by another clock. */
    CronExpression in(ZoneId other) {
        return new CronExpression(fields, interval, own, other);
    }

    /** Whether it goes by a clock that it does not name and that may be put back and forth. */
    boolean isLocal() {
        return !hasZone() && !zone.equals(ZoneOffset.UTC);
    }

    boolean occursAt(Instant moment) {
        return interval.isEmpty() && fields.allow(LocalDateTime.ofInstant(moment, zone));
    }

    /** The first occurrence after a moment; empty for a date that never comes, as February 30. */
    Optional<Instant> next(Instant after) {
        if (interval.isPresent()) {
            return interval.map(after::plus);
        }
        LocalDate first = after.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
            Optional<Instant> time = fields.on(first.plusDays(ahead))
                    .filter(one -> !zone.getRules().getValidOffsets(one).isEmpty())
                    .map(one -> one.atZone(zone).toInstant())
                    .filter(moment -> moment.isAfter(after))
                    .findFirst();
            if (time.isPresent()) {
                return time;
            }
        }
        return Optional.empty();
    }
}
