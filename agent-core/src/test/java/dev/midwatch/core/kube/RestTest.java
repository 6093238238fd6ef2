package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestTest {
    private final Rest rest = new Rest(Duration.ofMillis(100), Duration.ofSeconds(2), new Random(1));

    @Test
    void growsUpToALimitAndIsNeverQuiteTheSame() {
        for (long whole : new long[] {100, 200, 400, 800, 1600, 2000, 2000}) {
            assertThat(rest.next().toMillis()).isBetween(whole / 2, whole);
        }
        rest.reset();
        assertThat(rest.next().toMillis()).isBetween(50L, 100L);
        for (int i = 0; i < 100; i++) {
            assertThat(rest.next().toMillis()).isBetween(50L, 2000L);
        }
    }

    @Test
    void isCutShortByNews() {
        Rest patient = new Rest(Duration.ofHours(1), Duration.ofHours(1), new Random(1));
        patient.end();

        assertTimeoutPreemptively(Duration.ofSeconds(20), patient::pause);
    }
}
