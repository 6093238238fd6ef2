package dev.midwatch.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Trend.Point NOW = new Trend.Point(NOON, 9);
    private static final ObjectRef BIRCH = ObjectRef.of(ResourceType.NODES, "", "birch");

    private final History used = new History(
            "volume-use", "used_bytes", "Node birch", Map.of(Duration.ofHours(1), 8.0, Duration.ofDays(1), 5.0));
    private final Remembered remembered = new Remembered(List.of(used), NOON);

    @Test
    void putsWhatWasMeasuredBeforeTheValueOfNow() {
        assertThat(remembered.with("volume-use", "used_bytes", BIRCH, NOW).points())
                .containsExactly(
                        new Trend.Point(NOON.minus(Duration.ofDays(1)), 5),
                        new Trend.Point(NOON.minus(Duration.ofHours(1)), 8),
                        NOW);
        assertThat(remembered.unasked()).isEmpty();
    }

    @Test
    void knowsWhatNobodyAskedFor() {
        assertThat(remembered.with("volume-use", "used_inodes", BIRCH, NOW).points())
                .containsExactly(NOW);
        assertThat(remembered.unasked()).containsExactly(used);
    }
}
