package dev.midwatch.core.job;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Local times on certain days.
 *
 * @param words what {@link #describe} says; found when somebody asks, for that can take longer than all the rest
 */
record CalendarSchedule(DayRule days, DayTimes times, String text, Supplier<String> words) implements Schedule {
    CalendarSchedule(DayRule days, DayTimes times, String text, String words) {
        this(days, times, text, Suppliers.ofInstance(words));
    }

    @Override
    public String describe() {
        return words.get();
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone) {
        // A time of yesterday may have been shifted past midnight.
        LocalDate yesterday = LocalDate.ofInstant(after, zone).minusDays(1);
        Optional<LocalDate> day = days.from(yesterday);
        Instant best = null;
        while (day.isPresent() && (best == null || startsBefore(best, day.get(), zone))) {
            Optional<Instant> found = times.firstAfter(after, day.get(), zone);
            if (found.isPresent() && (best == null || found.get().isBefore(best))) {
                best = found.get();
            }
            day = days.from(day.get().plusDays(1));
        }
        return Optional.ofNullable(best);
    }

    @Override
    public boolean spans(Instant moment, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
        return days.from(local.toLocalDate())
                        .filter(local.toLocalDate()::equals)
                        .isPresent()
                && times.span(local.toLocalTime());
    }

    private static boolean startsBefore(Instant moment, LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().isBefore(moment);
    }
}
