package dev.midwatch.skills.k8s.workload;

import dev.midwatch.skills.k8s.workload.CronField.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schedule of a CronJob, as the CronJob controller reads it: five fields with lists, ranges, steps, names and {@code ?}, the
 * {@code @} abbreviations, {@code @every 1h30m}, and an old {@code TZ=} prefix. A time that the clock skips when it is put forward does not occur that day;
 * one that it shows twice occurs once.
 */
final class CronExpression {
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

    private final Optional<Duration> interval;
    private final CronField minutes;
    private final CronField hours;
    private final CronField days;
    private final CronField months;
    private final CronField weekdays;
    private final ZoneId zone;

    private CronExpression(String[] fields, Optional<Duration> interval, ZoneId zone) {
        this.interval = interval;
        this.minutes = CronField.parse(Kind.MINUTE, fields[0]);
        this.hours = CronField.parse(Kind.HOUR, fields[1]);
        this.days = CronField.parse(Kind.DAY, fields[2]);
        this.months = CronField.parse(Kind.MONTH, fields[3]);
        this.weekdays = CronField.parse(Kind.WEEKDAY, fields[4]);
        this.zone = zone;
    }

    /**
     * @param timeZone {@code spec.timeZone}; if empty, {@code fallback}, the zone of the controller
     * @throws IllegalArgumentException with what was not understood
     */
    static CronExpression parse(String text, String timeZone, ZoneId fallback) {
        Matcher prefix = ZONE_PREFIX.matcher(text.strip());
        String named = prefix.find() ? prefix.group(1) : timeZone;
        String schedule = prefix.replaceFirst("").strip();
        Optional<Duration> interval = interval(schedule);
        if (interval.isPresent()) {
            return new CronExpression(ABBREVIATIONS.get("@hourly").split(" "), interval, fallback);
        }
        String[] fields = ABBREVIATIONS
                .getOrDefault(schedule.toLowerCase(Locale.ROOT), schedule)
                .split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("\"" + text + "\" has not five fields");
        }
        return new CronExpression(fields, interval, named.isEmpty() ? fallback : zone(named));
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

    /** The first occurrence after a moment; empty for a date that never comes, as February 30. */
    Optional<Instant> next(Instant after) {
        if (interval.isPresent()) {
            return interval.map(after::plus);
        }
        LocalDate first = after.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
            LocalDate day = first.plusDays(ahead);
            if (!isDay(day)) {
                continue;
            }
            Optional<Instant> time = firstOf(day, after);
            if (time.isPresent()) {
                return time;
            }
        }
        return Optional.empty();
    }

    /** If both are restricted either may match, as cron has always done it. */
    private boolean isDay(LocalDate day) {
        boolean ofMonth = days.allows(day.getDayOfMonth());
        boolean ofWeek = weekdays.allows(day.getDayOfWeek().getValue() % 7);
        return months.allows(day.getMonthValue())
                && (days.any() || weekdays.any() ? ofMonth && ofWeek : ofMonth || ofWeek);
    }

    private Optional<Instant> firstOf(LocalDate day, Instant after) {
        for (int hour = hours.allowed().nextSetBit(0);
                hour >= 0;
                hour = hours.allowed().nextSetBit(hour + 1)) {
            for (int minute = minutes.allowed().nextSetBit(0);
                    minute >= 0;
                    minute = minutes.allowed().nextSetBit(minute + 1)) {
                LocalDateTime time = day.atTime(hour, minute);
                if (!zone.getRules().getValidOffsets(time).isEmpty()) {
                    Instant moment = time.atZone(zone).toInstant();
                    if (moment.isAfter(after)) {
                        return Optional.of(moment);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
