package dev.midwatch.skills.k8s.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FillingTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final double GIB = 1L << 30;
    private static final Filling.Limits LIMITS =
            new Filling.Limits(0.03, 0.15, Duration.ofDays(4), Duration.ofHours(6));

    private static FileSystem disk(double freeGib) {
        return new FileSystem(FileSystem.BYTES, freeGib * GIB, 100 * GIB);
    }

    /** A point every so many hours, the last one of now. */
    private static Trend line(int everyHours, double... usedGib) {
        return new Trend(IntStream.range(0, usedGib.length)
                .mapToObj(i -> new Trend.Point(
                        NOON.minus(Duration.ofHours((long) everyHours * (usedGib.length - 1 - i))), usedGib[i] * GIB))
                .toList());
    }

    @Test
    void isFullWhateverTheLine() {
        assertThat(Filling.of(disk(2), line(24, 98, 98, 98), LIMITS)).isEqualTo(Filling.FULL);
    }

    @Test
    void fillsWhenItsLineMeetsTheEndWithinDays() {
        Trend line = line(24, 69, 75, 81, 87);

        assertThat(Filling.of(disk(13), line, LIMITS)).isEqualTo(Filling.FILLING);
        assertThat(FillingLine.until(
                        NOON, Filling.fullAt(disk(13), line, LIMITS).orElseThrow()))
                .isEqualTo("about 2 days");
        assertThat(FillingLine.grown(disk(13), line)).isEqualTo("it grew by 18 GiB in 3 days, to 87 GiB of 100 GiB");
        assertThat(FillingLine.evidence(disk(13), line, Filling.fullAt(disk(13), line, LIMITS)))
                .isEqualTo("4 points: 69 GiB at 2025-12-30T12:00:00Z, 87 GiB at 2026-01-02T12:00:00Z, 6.0 GiB a day;"
                        + " the line meets 100 GiB at 2026-01-04T16:00:00Z");
    }

    @Test
    void isRoomyWhenTheLineIsTooShortFlatOrLeadsAway() {
        assertThat(Filling.of(disk(13), line(1, 60, 70, 80, 87), LIMITS)).isEqualTo(Filling.ROOMY);
        assertThat(Filling.of(disk(13), line(24, 87, 87, 87), LIMITS)).isEqualTo(Filling.ROOMY);
        assertThat(Filling.of(disk(13), line(24, 95, 90, 87), LIMITS)).isEqualTo(Filling.ROOMY);
        assertThat(Filling.of(disk(13), line(24, 85, 86, 87), LIMITS)).isEqualTo(Filling.ROOMY);
    }

    @Test
    void isRoomyWithMuchRoomHoweverSteepTheLine() {
        assertThat(Filling.of(disk(40), line(24, 0, 20, 40, 60), LIMITS)).isEqualTo(Filling.ROOMY);
    }

    @Test
    void saysNothingOfThePastWithoutOne() {
        Trend now = new Trend(List.of(new Trend.Point(NOON, 87 * GIB)));

        assertThat(FillingLine.grown(disk(13), now)).isEmpty();
        assertThat(FillingLine.evidence(disk(13), now, Optional.empty())).isEmpty();
    }
}
