package dev.midwatch.api.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.check.Trend.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");

    /** A point an hour. */
    private static Trend hourly(double... values) {
        return new Trend(IntStream.range(0, values.length)
                .mapToObj(hour -> new Point(START.plus(Duration.ofHours(hour)), values[hour]))
                .toList());
    }

    @Test
    void saysWhenALineMeetsALimit() {
        assertThat(hourly(10, 20, 30).reaches(60)).contains(START.plus(Duration.ofHours(5)));
        assertThat(hourly(30, 20, 10).reaches(0)).contains(START.plus(Duration.ofHours(3)));
        assertThat(hourly(10, 20, 30).reaches(30)).contains(START.plus(Duration.ofHours(2)));
    }

    @Test
    void foretellsNothingWithoutADirection() {
        assertThat(hourly(10).reaches(20)).isEmpty();
        assertThat(hourly(10, 15).reaches(20)).isEmpty();
        assertThat(hourly(10, 10, 10).reaches(20)).isEmpty();
        assertThat(hourly(30, 20, 10).reaches(40)).isEmpty();
    }

    @Test
    void followsTheMiddleOfPointsThatScatter() {
        assertThat(hourly(10, 22, 28, 40).reaches(50))
                .hasValueSatisfying(when -> assertThat(when)
                        .isBetween(START.plus(Duration.ofMinutes(240)), START.plus(Duration.ofMinutes(250))));
    }

    @Test
    void countsRisesOverANewBeginning() {
        assertThat(hourly(3, 5, 0, 2).increase(START)).isEqualTo(4);
        assertThat(hourly(3, 5, 1, 2).increase(START.plus(Duration.ofHours(2)))).isEqualTo(1);
        assertThat(hourly(3).increase(START)).isZero();
    }

    @Test
    void cutsItsPast() {
        assertThat(hourly(1, 2, 3).since(START.plus(Duration.ofHours(1))).points())
                .hasSize(2);
        assertThat(hourly(1, 2, 3).since(START.plus(Duration.ofDays(1))).points())
                .extracting(Point::value)
                .containsExactly(3.0);
        assertThat(hourly(1, 2, 3).span()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void isNeverEmpty() {
        assertThatThrownBy(() -> new Trend(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
