package dev.midwatch.core.job;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.google.common.base.Supplier;
import dev.midwatch.core.config.NearName;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Five-field cron lines. Days and times are taken apart so that daylight saving is ours to decide, not the library's. */
final class CronLine {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final ZonedDateTime SOME_MIDNIGHT = LocalDate.of(2026, 1, 1).atStartOfDay(ZoneOffset.UTC);
    private static final Map<String, String> NAMED = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final List<Field> FIELDS = List.of(
            new Field("minute", "0-59"),
            new Field("hour", "0-23"),
            new Field("day of month", "1-31"),
            new Field("month", "1-12 or jan-dec"),
            new Field("day of week", "0-7 or sun-sat"));

    private record Field(String name, String range) {}

    /** Two of one line are the same, as the schedules they belong to. */
    private record Words(String line) implements Supplier<String> {
        @Override
        public String get() {
            return CronDescriptor.instance(Locale.ENGLISH).describe(PARSER.parse(line));
        }
    }

    private CronLine() {}

    static Schedule named(String text) {
        String line = NAMED.get(text);
        if (line == null) {
            throw new ScheduleException(
                    "\"%s\" is not one of %s"
                            .formatted(text, NAMED.keySet().stream().sorted().toList()),
                    NearName.find(text, NAMED.keySet()).orElse("@daily"));
        }
        return parse(line);
    }

    static Schedule parse(String text) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != 5) {
            throw new ScheduleException(
                    "\"%s\" has %d fields, a cron line has five: minute hour day-of-month month day-of-week"
                            .formatted(text, fields.length),
                    fields.length == 6 ? String.join(" ", List.of(fields).subList(1, 6)) : "0 8 * * *");
        }
        checkEach(fields);
        String line = String.join(" ", fields);
        CronDays days = new CronDays(PARSER.parse("0 0 %s %s %s".formatted(fields[2], fields[3], fields[4])));
        if (days.from(SOME_MIDNIGHT.toLocalDate()).isEmpty()) {
            throw new ScheduleException(
                    "\"%s\" never comes: no year has such a day".formatted(line),
                    "%s %s 1 %s %s".formatted(fields[0], fields[1], fields[3], fields[4]));
        }
        return new CalendarSchedule(days, new DayTimes(times(fields)), line, new Words(line));
    }

    /** One field at a time, so that the answer can say which one is wrong. */
    private static void checkEach(String[] fields) {
        for (int i = 0; i < fields.length; i++) {
            String[] alone = {"*", "*", "*", "*", "*"};
            alone[i] = fields[i];
            try {
                PARSER.parse(String.join(" ", alone));
            } catch (IllegalArgumentException e) {
                String[] mended = fields.clone();
                mended[i] = i < 2 ? "0" : "*";
                throw new ScheduleException(
                        "\"%s\" does not fit the %s (%s, with lists, ranges and steps)"
                                .formatted(
                                        fields[i],
                                        FIELDS.get(i).name(),
                                        FIELDS.get(i).range()),
                        String.join(" ", mended));
            }
        }
    }

    private static List<LocalTime> times(String[] fields) {
        List<ZonedDateTime> minutes = within("%s * * * *".formatted(fields[0]), SOME_MIDNIGHT.plusHours(1));
        List<LocalTime> times = new ArrayList<>();
        for (ZonedDateTime hour : within("0 %s * * *".formatted(fields[1]), SOME_MIDNIGHT.plusDays(1))) {
            minutes.forEach(minute -> times.add(LocalTime.of(hour.getHour(), minute.getMinute())));
        }
        return times;
    }

    private static List<ZonedDateTime> within(String line, ZonedDateTime end) {
        Cron cron = PARSER.parse(line);
        ExecutionTime time = ExecutionTime.forCron(cron);
        List<ZonedDateTime> found = new ArrayList<>();
        ZonedDateTime at = SOME_MIDNIGHT.minusSeconds(1);
        while (true) {
            at = time.nextExecution(at).orElseThrow();
            if (!at.isBefore(end)) {
                return found;
            }
            found.add(at);
        }
    }
}
