package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
    private static Instant next(String schedule, String zone, String after) {
        return CronExpression.parse(schedule, zone).next(Instant.parse(after)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * *        | 2026-01-02T12:00:30Z | 2026-01-02T12:01:00Z",
                "*/15 * * * *     | 2026-01-02T12:15:00Z | 2026-01-02T12:30:00Z",
                "5/20 * * * *     | 2026-01-02T12:26:00Z | 2026-01-02T12:45:00Z",
                "0 8 * * *        | 2026-01-02T08:00:00Z | 2026-01-03T08:00:00Z",
                "30 9-17/4 * * *  | 2026-01-02T09:30:00Z | 2026-01-02T13:30:00Z",
                "0 0 1 * *        | 2026-01-02T00:00:00Z | 2026-02-01T00:00:00Z",
                "0 0 31 * *       | 2026-01-31T12:00:00Z | 2026-03-31T00:00:00Z",
                "0 0 29 2 *       | 2026-01-02T00:00:00Z | 2028-02-29T00:00:00Z",
                "0 12 * * mon-fri | 2026-01-02T12:00:00Z | 2026-01-05T12:00:00Z",
                "0 12 * * 0       | 2026-01-02T12:00:00Z | 2026-01-04T12:00:00Z",
                "0 12 13 * 5      | 2026-01-02T12:00:00Z | 2026-01-09T12:00:00Z",
                "0 12 13 * ?      | 2026-01-02T12:00:00Z | 2026-01-13T12:00:00Z",
                "0 12 */2 * 1     | 2026-01-02T12:00:00Z | 2026-01-03T12:00:00Z",
                "0 12 */1 * 1     | 2026-01-02T12:00:00Z | 2026-01-05T12:00:00Z",
                "0 0 * JAN,jul *  | 2026-01-31T00:00:00Z | 2026-07-01T00:00:00Z",
                "@hourly          | 2026-01-02T12:00:00Z | 2026-01-02T13:00:00Z",
                "@weekly          | 2026-01-02T12:00:00Z | 2026-01-04T00:00:00Z",
                "@yearly          | 2026-01-02T12:00:00Z | 2027-01-01T00:00:00Z",
                "@every 1h30m     | 2026-01-02T12:00:00Z | 2026-01-02T13:30:00Z",
            })
    void findsTheNextOccurrence(String schedule, String after, String expected) {
        assertThat(next(schedule, "", after)).isEqualTo(Instant.parse(expected));
    }

    @Test
    void followsTheTimeZone() {
        assertThat(next("0 8 * * *", "Europe/Berlin", "2026-01-02T00:00:00Z")).isEqualTo("2026-01-02T07:00:00Z");
        assertThat(next("0 8 * * *", "Europe/Berlin", "2026-07-02T00:00:00Z")).isEqualTo("2026-07-02T06:00:00Z");
        assertThat(next("TZ=America/New_York 0 8 * * *", "", "2026-01-02T00:00:00Z"))
                .isEqualTo("2026-01-02T13:00:00Z");
    }

    @Test
    void leavesOutATimeThatTheClockSkips() {
        assertThat(next("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z")).isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void takesATimeThatTheClockShowsTwiceOnce() {
        Instant first = next("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z");

        assertThat(first).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(next("30 2 * * *", "Europe/Berlin", first.toString())).isEqualTo("2026-10-26T01:30:00Z");
    }

    @Test
    void knowsThatSomeDatesNeverCome() {
        assertThat(CronExpression.parse("0 0 30 2 *", "").next(Instant.parse("2026-01-02T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "5-1 * * * *",
                "1-2-3 * * * *",
                "a * * * *",
                "1,,2 * * * *",
                "@sometimes",
                "@every",
                "*/5/5 * * * *"
            })
    void refusesWhatIsNotASchedule(String text) {
        assertThatThrownBy(() -> CronExpression.parse(text, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesATimeZoneItDoesNotKnow() {
        assertThatThrownBy(() -> CronExpression.parse("0 8 * * *", "Mars/Olympus"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Mars/Olympus");
    }
}
