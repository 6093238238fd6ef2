package dev.midwatch.core.job;

import com.cronutils.model.Cron;
import com.cronutils.model.time.ExecutionTime;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The days of a cron line, asked in a zone without daylight saving. */
final class CronDays implements DayRule {
    private final Cron midnight;
    private final ExecutionTime time;

    /** Takes a cron line for midnight of the days meant. */
    CronDays(Cron midnight) {
        this.midnight = midnight;
        this.time = ExecutionTime.forCron(midnight);
    }

    @Override
    public Optional<LocalDate> from(LocalDate day) {
        return time.nextExecution(day.atStartOfDay(ZoneOffset.UTC).minusSeconds(1))
                .map(ZonedDateTime::toLocalDate);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronDays that && midnight.asString().equals(that.midnight.asString());
    }

    @Override
    public int hashCode() {
        return midnight.asString().hashCode();
    }
}
