package dev.midwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleSpanTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** The second of January 2026 is a Friday. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "every 30m,                2026-01-02T03:00, true",
                "every day at 09:00,       2026-01-02T03:00, true",
                "*/5 9-17 * * *,           2026-01-02T03:00, false",
                "*/5 9-17 * * *,           2026-01-02T08:59, false",
                "*/5 9-17 * * *,           2026-01-02T09:00, true",
                "*/5 9-17 * * *,           2026-01-02T17:59, true",
                "*/5 9-17 * * *,           2026-01-02T18:00, false",
                "*/5 * * * *,              2026-01-02T23:59, true",
                "0 9 * * 1-5,              2026-01-02T03:00, true",
                "0 9 * * 1-5,              2026-01-03T09:00, false",
                "2026-01-02T12:00:00Z,     2026-01-02T09:00, false",
                "in 30m,                   2026-01-02T09:00, false"
            })
    void isOfItsDaysAndOfItsHoursWhereItHasSome(String schedule, LocalDateTime local, boolean spans) {
        assertThat(Schedule.parse(schedule).spans(local.atZone(ZONE).toInstant(), ZONE))
                .isEqualTo(spans);
    }
}
