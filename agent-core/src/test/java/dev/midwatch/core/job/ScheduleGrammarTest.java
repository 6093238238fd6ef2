package dev.midwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleGrammarTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** A Monday, 12:07 in Berlin. */
    private static final Instant NOW = Instant.parse("2026-11-23T11:07:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            every 15m                    | every 15m                    | every 15 minutes             | 2026-11-23T11:15:00Z
            30m                          | every 30m                    | every 30 minutes             | 2026-11-23T11:30:00Z
            every hour                   | every 1h                     | every hour                   | 2026-11-23T12:00:00Z
            hourly                       | every 1h                     | every hour                   | 2026-11-23T12:00:00Z
            every 1h30m                  | every 1h30m                  | every 1 hour 30 minutes      | 2026-11-23T12:00:00Z
            EVERY  2 Hours               | every 2h                     | every 2 hours                | 2026-11-23T12:00:00Z
            every 90s                    | every 1m30s                  | every 1 minute 30 seconds    | 2026-11-23T11:07:30Z
            every day                    | every 1d                     | every day                    | 2026-11-24T00:00:00Z
            every 1d at 09:00            | every day at 09:00           | every day at 09:00           | 2026-11-24T08:00:00Z
            every day at 9am             | every day at 09:00           | every day at 09:00           | 2026-11-24T08:00:00Z
            daily at 9 pm                | every day at 21:00           | every day at 21:00           | 2026-11-23T20:00:00Z
            every day at 9am and 5:30pm  | every day at 09:00, 17:30    | every day at 09:00, 17:30    | 2026-11-23T16:30:00Z
            every day at noon            | every day at 12:00           | every day at 12:00           | 2026-11-24T11:00:00Z
            every day at 12am            | every day at 00:00           | every day at 00:00           | 2026-11-23T23:00:00Z
            every 2 days at 09:00        | every 2d at 09:00            | every 2 days at 09:00        | 2026-11-25T08:00:00Z
            every week at 09:00          | every 7d at 09:00            | every 7 days at 09:00        | 2026-11-26T08:00:00Z
            weekdays at 9am              | weekdays at 09:00            | weekdays at 09:00            | 2026-11-24T08:00:00Z
            every weekend at 10:00       | weekends at 10:00            | weekends at 10:00            | 2026-11-28T09:00:00Z
            monday, wednesday at 14:00   | monday, wednesday at 14:00   | monday, wednesday at 14:00   | 2026-11-23T13:00:00Z
            every tue and fri at 14:00   | tuesday, friday at 14:00     | tuesday, friday at 14:00     | 2026-11-24T13:00:00Z
            mon-fri at 08:15             | weekdays at 08:15            | weekdays at 08:15            | 2026-11-24T07:15:00Z
            fri to sun at 08:15          | friday, saturday, sunday at 08:15 | friday, saturday, sunday at 08:15 | 2026-11-27T07:15:00Z
            0 8 * * *                    | 0 8 * * *                    | at 08:00                     | 2026-11-24T07:00:00Z
            */20 9-17 * * MON-FRI        | */20 9-17 * * mon-fri        | every 20 minutes every hour between 9 and 17 every day between Monday and Friday | 2026-11-23T11:20:00Z
            0 0 1 jan,jul *              | 0 0 1 jan,jul *              | at 00:00 at 1 day at January and July months | 2026-12-31T23:00:00Z
            15 10 * * 7                  | 15 10 * * 7                  | at 10:15 at Sunday day       | 2026-11-29T09:15:00Z
            0 12 13 * 5                  | 0 12 13 * 5                  | at 12:00 at 13 day at Friday day | 2026-11-27T11:00:00Z
            @daily                       | 0 0 * * *                    | at 00:00                     | 2026-11-23T23:00:00Z
            @hourly                      | 0 * * * *                    | every hour                   | 2026-11-23T12:00:00Z
            0 0 29 2 *                   | 0 0 29 2 *                   | at 00:00 at 29 day at February month | 2028-02-28T23:00:00Z
            in 30m                       | in 30m                       | once, in 30 minutes          | 2026-11-23T11:37:00Z
            2026-12-24T18:00             | 2026-12-24T18:00:00          | once at 2026-12-24 18:00:00  | 2026-12-24T17:00:00Z
            2026-12-24 18:00             | 2026-12-24T18:00:00          | once at 2026-12-24 18:00:00  | 2026-12-24T17:00:00Z
            2026-12-24t18:00:30z         | 2026-12-24T18:00:30Z         | once at 2026-12-24 18:00:30Z | 2026-12-24T18:00:30Z
            2026-12-24T18:00-05:00       | 2026-12-24T18:00:00-05:00    | once at 2026-12-24 18:00:00-05:00 | 2026-12-24T23:00:00Z
            """)
    void readsEveryForm(String written, String canonical, String words, Instant next) {
        Schedule schedule = Schedule.parse(written);
        assertThat(schedule.text()).isEqualTo(canonical);
        assertThat(schedule.describe()).isEqualTo(words);
        assertThat(schedule.from(NOW).next(NOW, BERLIN)).contains(next);
        assertThat(Schedule.parse(canonical)).isEqualTo(schedule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            every 30s                 | nothing runs more often than once a minute | every 1m
            in 10s                    | nothing runs sooner                        | in 1m
            evry 15m                  | "evry 15m" is not understood               | every 15m
            every 15 mintues          | is not understood                          | every 15 minutes
            every 15q                 | is not understood                          | every 15m
            monday                    | says no time of day                        | monday at 09:00
            every wendesday at 9am    | is not understood                          | every wednesday at 9am
            monday at 9               | "9" is not a time of day                   | monday at 09:00
            every day at 25:00        | "25:00" is not a time of day               | every day at 23:00
            every day at 13pm         | "13pm" is not a time of day                | every day at 13:00
            every 90m at 9am          | only whole days can                        | every 1h30m
            every 36h at 9am          | only whole days can                        | every 1d at 09:00
            0 25 * * *                | "25" does not fit the hour (0-23                  | 0 0 * * *
            61 * * * *                | "61" does not fit the minute                      | 0 * * * *
            0 8 * * funday            | "funday" does not fit the day of week              | 0 8 * * *
            0 8 * *                   | has 4 fields, a cron line has five         | 0 8 * * *
            0 0 8 * * *               | has 6 fields, a cron line has five         | 0 8 * * *
            0 0 31 2 *                | never comes                                | 0 0 1 2 *
            @dayly                    | is not one of                              | @daily
            2026-13-01T09:00          | is not a date and time                     | 2026-12-24T18:00
            2026-12-01T09:99          | is not a date and time                     | 2026-12-01T09:00
            whenever you like         | is not understood                          | every 15m
            """)
    void refusesWithTheNearestForm(String written, String message, String hint) {
        ScheduleException refused = catchThrowableOfType(ScheduleException.class, () -> Schedule.parse(written));
        assertThat(refused).hasMessageContaining(message);
        assertThat(refused.hint()).isEqualTo(hint);
        assertThat(Schedule.parse(hint)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void asksForASchedule(String nothing) {
        assertThatThrownBy(() -> Schedule.parse(nothing)).hasMessageContaining("there is no schedule");
    }

    @Test
    void isDueOnceAndNeverAgain() {
        Schedule once = Schedule.parse("in 30m").from(NOW);
        Instant due = once.next(NOW, BERLIN).orElseThrow();
        assertThat(once.once()).isTrue();
        assertThat(once.next(due, BERLIN)).isEmpty();
        assertThat(Schedule.parse(once.text())).isEqualTo(once);
    }
}
