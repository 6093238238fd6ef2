package dev.midwatch.core.job;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** Which days. */
sealed interface DayRule permits DayRule.Weekly, DayRule.EveryDays, CronDays {
    /** That day if it is one of them, else the first that follows; empty if none ever does. */
    Optional<LocalDate> from(LocalDate day);

    /** Days of the week. */
    record Weekly(Set<DayOfWeek> days) implements DayRule {
        public Weekly {
            days = Set.copyOf(days);
        }

        @Override
        public Optional<LocalDate> from(LocalDate day) {
            return day.datesUntil(day.plusDays(7))
                    .filter(date -> days.contains(date.getDayOfWeek()))
                    .findFirst();
        }
    }

    /** Every so many days, counted from 1970-01-01. */
    record EveryDays(long count) implements DayRule {
        @Override
        public Optional<LocalDate> from(LocalDate day) {
            long over = Math.floorMod(day.toEpochDay(), count);
            return Optional.of(over == 0 ? day : day.plusDays(count - over));
        }
    }
}
