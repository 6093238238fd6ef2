package dev.midwatch.skills.k8s.workload;

import dev.midwatch.skills.k8s.workload.CronField.Kind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.stream.Stream;

/** The five fields of a cron expression together: the times they allow, by whatever clock. */
record CronFields(CronField minutes, CronField hours, CronField days, CronField months, CronField weekdays) {
    /** @throws IllegalArgumentException with what was not understood */
    static CronFields parse(String schedule) {
        String[] fields = schedule.split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("\"" + schedule + "\" has not five fields");
        }
        return new CronFields(
                CronField.parse(Kind.MINUTE, fields[0]),
                CronField.parse(Kind.HOUR, fields[1]),
                CronField.parse(Kind.DAY, fields[2]),
                CronField.parse(Kind.MONTH, fields[3]),
                CronField.parse(Kind.WEEKDAY, fields[4]));
    }

    boolean allow(LocalDateTime time) {
        return isDay(time.toLocalDate())
                && hours.allows(time.getHour())
                && minutes.allows(time.getMinute())
                && time.getSecond() == 0;
    }

    /** All times of a day, in order. */
    Stream<LocalDateTime> on(LocalDate day) {
        return isDay(day)
                ? hours.allowed().stream()
                        .boxed()
                        .flatMap(hour -> minutes.allowed().stream().mapToObj(minute -> day.atTime(hour, minute)))
                : Stream.empty();
    }

    /** If days of the month and of the week are both restricted either may match, as cron has always done it. */
    private boolean isDay(LocalDate day) {
        boolean ofMonth = days.allows(day.getDayOfMonth());
        boolean ofWeek = weekdays.allows(day.getDayOfWeek().getValue() % 7);
        return months.allows(day.getMonthValue())
                && (days.any() || weekdays.any() ? ofMonth && ofWeek : ofMonth || ofWeek);
    }
}
