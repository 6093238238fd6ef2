package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(7));

    @ParameterizedTest
    @CsvSource({"1,2", "2,4", "3,8", "7,128", "8,256", "9,300", "40,300", "1000000,300"})
    void growsToALimitWithASpread(int attempts, int seconds) {
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.after(attempts, Optional.empty()))
                    .isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1200L));
        }
    }

    @Test
    void spreads() {
        assertThat(backoff.after(8, Optional.empty())).isNotEqualTo(backoff.after(8, Optional.empty()));
    }

    @Test
    void waitsAsLongAsAskedWithinReason() {
        assertThat(backoff.after(1, Optional.of(Duration.ofMinutes(10)))).isEqualTo(Duration.ofMinutes(10));
        assertThat(backoff.after(1, Optional.of(Duration.ofDays(400)))).isEqualTo(Duration.ofHours(1));
        assertThat(backoff.after(1, Optional.of(Duration.ZERO))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.after(1, Optional.of(Duration.ofSeconds(-5)))).isPositive();
    }
}
