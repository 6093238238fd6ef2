package dev.midwatch.core.job;

import dev.midwatch.core.config.NearName;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads every form of {@link Schedule}; what it refuses it answers with the nearest form it would take. */
final class ScheduleParser {
    static final String FORMS = "\"every 15m\", \"every day at 09:00\", \"weekdays at 9am\", \"0 8 * * *\", \"in 30m\""
            + " or \"2026-12-24T18:00\"";
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");
    private static final Pattern CRON_FIELD = Pattern.compile("[*\\d][*\\d,/-]*");

    private ScheduleParser() {}

    static Schedule parse(String written) {
        String text = written.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            throw new ScheduleException("there is no schedule: write " + FORMS, "every 15m");
        }
        if (text.startsWith("@")) {
            return CronLine.named(text);
        }
        if (DATE.matcher(text).matches()) {
            return timestamp(text.toUpperCase(Locale.ROOT));
        }
        return isCron(text) ? CronLine.parse(text) : words(text);
    }

    private static boolean isCron(String text) {
        String[] fields = text.split(" ");
        return CRON_FIELD.matcher(fields[0]).matches()
                && (fields.length > 2
                        ? Durations.parse(text).isEmpty() && !text.contains(" at ")
                        : fields.length == 2 && CRON_FIELD.matcher(fields[1]).matches());
    }

    private static Schedule words(String text) {
        if (text.startsWith("in ")) {
            return new OnceAfterDelay(Durations.parse(text.substring(3)).orElseThrow(() -> unknown(text)));
        }
        String what = text.replaceFirst("^(every|each) ", "");
        int at = what.indexOf(" at ");
        String days = expand(at < 0 ? what : what.substring(0, at));
        Optional<Duration> every = Durations.parse(days);
        if (at < 0) {
            return every.map(IntervalSchedule::new).orElseThrow(() -> withoutTime(text, days));
        }
        Optional<Set<DayOfWeek>> weekly = DayWords.parse(days);
        if (every.isEmpty() && weekly.isEmpty()) {
            throw unknown(text);
        }
        DayTimes times = times(text, what.substring(at + 4), at, what);
        return weekly.map(set -> weekly(set, times)).orElseGet(() -> daily(every.get(), times));
    }

    /** Whole days, or a word for them. */
    private static String expand(String days) {
        return switch (days) {
            case "daily" -> "day";
            case "hourly" -> "hour";
            default -> days;
        };
    }

    private static Schedule weekly(Set<DayOfWeek> days, DayTimes times) {
        String text = DayWords.text(days) + " at " + times.text();
        return new CalendarSchedule(new DayRule.Weekly(days), times, text, text);
    }

    private static Schedule daily(Duration every, DayTimes times) {
        long count = every.toDays();
        if (count < 1 || !every.equals(Duration.ofDays(count))) {
            throw new ScheduleException(
                    "\"every %s\" cannot have a time of day: only whole days can".formatted(Durations.text(every)),
                    count < 1 ? "every " + Durations.text(every) : "every %dd at %s".formatted(count, times.text()));
        }
        String text = (count == 1 ? "every day" : "every " + count + "d") + " at " + times.text();
        String words = (count == 1 ? "every day" : "every " + count + " days") + " at " + times.text();
        return new CalendarSchedule(new DayRule.EveryDays(count), times, text, words);
    }

    private static DayTimes times(String text, String times, int at, String what) {
        try {
            return ClockTimes.parse(times);
        } catch (ScheduleException e) {
            String days = text.substring(0, text.length() - what.length() + at);
            throw new ScheduleException(e.getMessage(), days + " at " + e.hint());
        }
    }

    private static Schedule timestamp(String text) {
        String iso = text.replaceFirst("^(\\S{10}) (\\d)", "$1T$2");
        try {
            return DATE.matcher(iso).matches() && iso.matches(".*T.*(Z|[+-]\\d{2}(:?\\d{2})?)")
                    ? withOffset(iso)
                    : new OnceAtTime(LocalDateTime.parse(iso), Optional.empty());
        } catch (DateTimeException e) {
            throw new ScheduleException("\"%s\" is not a date and time".formatted(text), nearTimestamp(iso));
        }
    }

    private static Schedule withOffset(String iso) {
        OffsetDateTime time = OffsetDateTime.parse(iso);
        return new OnceAtTime(time.toLocalDateTime(), Optional.of((ZoneId) time.getOffset()));
    }

    private static String nearTimestamp(String iso) {
        try {
            return LocalDate.parse(iso.substring(0, 10)) + "T09:00";
        } catch (DateTimeException e) {
            return "2026-12-24T18:00";
        }
    }

    private static ScheduleException withoutTime(String text, String days) {
        return DayWords.parse(days).isPresent()
                ? new ScheduleException("\"%s\" says no time of day".formatted(text), text + " at 09:00")
                : unknown(text);
    }

    private static ScheduleException unknown(String text) {
        return new ScheduleException(
                "\"%s\" is not understood: write %s".formatted(text, FORMS),
                nearest(text).orElse("every 15m"));
    }

    /** The same with misspelt words put right, if that can be read. */
    private static Optional<String> nearest(String text) {
        Set<String> known = new TreeSet<>(DayWords.known());
        known.addAll(Set.of("every", "in", "at", "and", "day", "days", "hour", "hours", "minute", "minutes"));
        known.addAll(Set.of("daily", "hourly", "week", "weeks", "noon", "midnight"));
        StringBuilder mended = new StringBuilder();
        for (String word : text.split("(?<=[ ,])|(?=[ ,])")) {
            boolean letters = word.matches("[a-z]{3,}") && !known.contains(word);
            mended.append(letters ? NearName.find(word, known).orElse(word) : word);
        }
        String better = mended.toString();
        if (better.equals(text)) {
            return Optional.empty();
        }
        try {
            parse(better);
            return Optional.of(better);
        } catch (ScheduleException e) {
            return Optional.of(e.hint());
        }
    }
}
