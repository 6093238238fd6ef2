package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.check.Trend;
import dev.midwatch.api.check.Trend.Point;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrendStoreTest {
    private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");
    private static final ObjectRef CLAIM = ObjectRef.of(ResourceType.PERSISTENT_VOLUME_CLAIMS, "shop", "data");

    private Database database;
    private TrendStore store;

    @BeforeEach
    void open(@TempDir Path directory) {
        database = Database.open(directory.resolve("state.db"));
        store = new TrendStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Trend measure(Duration after, double value) {
        Trends cycle = store.open();
        Trend trend = cycle.with("volume", "used", CLAIM, new Point(START.plus(after), value));
        cycle.keep();
        return trend;
    }

    @Test
    void givesEachCycleWhatEarlierOnesMeasured() {
        measure(Duration.ZERO, 1);
        measure(Duration.ofMinutes(10), 2);
        assertThat(measure(Duration.ofMinutes(20), 3).points())
                .extracting(Point::value)
                .containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void goesOnAfterAClockThatWasAheadIsPutRight() {
        measure(Duration.ZERO, 1);
        measure(Duration.ofDays(2), 2);
        measure(Duration.ofMinutes(10), 3);

        assertThat(measure(Duration.ofMinutes(20), 4).points())
                .extracting(Point::value)
                .containsExactly(1.0, 3.0, 4.0);
    }

    @Test
    void keepsThoseSeriesThatWereAddedToLastWhereThereAreTooMany() {
        TrendStore small = new TrendStore(database, 2);
        for (int i = 0; i < 4; i++) {
            Trends cycle = small.open();
            cycle.with("volume", "used", claim(i), new Point(START.plusSeconds(60L * i), i));
            cycle.keep();
        }

        Point now = new Point(START.plus(Duration.ofHours(1)), 9);
        Trends cycle = small.open();
        assertThat(List.of(0, 1, 2, 3))
                .extracting(i ->
                        cycle.with("volume", "used", claim(i), now).points().size())
                .containsExactly(1, 1, 2, 2);
    }

    private static ObjectRef claim(int number) {
        return ObjectRef.of(ResourceType.PERSISTENT_VOLUME_CLAIMS, "shop", "data-" + number);
    }

    @Test
    void keepsNothingOfACycleThatDidNotEnd() {
        store.open().with("volume", "used", CLAIM, new Point(START, 1));
        assertThat(measure(Duration.ofMinutes(10), 2).points()).hasSize(1);
    }

    @Test
    void keepsSeriesChecksAndObjectsApart() {
        measure(Duration.ZERO, 1);
        Point now = new Point(START.plusSeconds(60), 5);
        Trends cycle = store.open();
        assertThat(cycle.with("volume", "inodes", CLAIM, now).points()).hasSize(1);
        assertThat(cycle.with("other", "used", CLAIM, now).points()).hasSize(1);
        assertThat(cycle.with("volume", "used", ObjectRef.of(ResourceType.PODS, "shop", "data"), now)
                        .points())
                .hasSize(1);
        ObjectRef madeAnew = new ObjectRef(CLAIM.apiVersion(), CLAIM.kind(), CLAIM.namespace(), CLAIM.name(), "uid-2");
        assertThat(cycle.with("volume", "used", madeAnew, now).points()).hasSize(1);
    }

    @Test
    void needsOnePointAnHourForAValueThatStaysTheSame() {
        for (int minute = 0; minute <= 180; minute += 10) {
            measure(Duration.ofMinutes(minute), 7);
        }
        assertThat(measure(Duration.ofMinutes(185), 7).points())
                .extracting(Point::at)
                .containsExactly(
                        START,
                        START.plus(Duration.ofHours(1)),
                        START.plus(Duration.ofHours(2)),
                        START.plus(Duration.ofHours(3)),
                        START.plus(Duration.ofMinutes(185)));
    }

    @Test
    void staysBoundedHoweverOftenSomebodyLooksAndKeepsTheDirection() {
        Trend last = null;
        for (int minute = 0; minute <= 40 * 24 * 60; minute += 10) {
            last = measure(Duration.ofMinutes(minute), minute);
        }
        assertThat(last.points()).hasSizeLessThan(400);
        assertThat(last.span()).isBetween(Duration.ofDays(29), Duration.ofDays(31));
        assertThat(last.reaches(40 * 24 * 60 + 1440))
                .hasValueSatisfying(when -> assertThat(when)
                        .isBetween(
                                START.plus(Duration.ofDays(40)).plus(Duration.ofHours(23)),
                                START.plus(Duration.ofDays(41)).plus(Duration.ofHours(1))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoCyclesAtTheSameTimeLoseNothing(boolean firstEndsFirst) {
        Trends first = store.open();
        Trends second = store.open();
        first.with("volume", "used", CLAIM, new Point(START, 1));
        second.with("volume", "used", CLAIM, new Point(START.plusSeconds(70), 2));

        (firstEndsFirst ? first : second).keep();
        (firstEndsFirst ? second : first).keep();

        assertThat(measure(Duration.ofMinutes(5), 3).points())
                .extracting(Point::value)
                .containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void forgetsWhatNothingIsAddedToForTwoWeeks() {
        measure(Duration.ZERO, 1);
        Trends later = store.open();
        later.with("volume", "inodes", CLAIM, new Point(START.plus(Duration.ofDays(15)), 1));
        later.keep();
        assertThat(measure(Duration.ofDays(15), 2).points()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> store.open().with("volume", "used", CLAIM, new Point(START, Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("used of PersistentVolumeClaim shop/data");
    }
}
