package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.model.ModelException.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RetryTest {
    private static final Duration LEFT = Duration.ofMinutes(5);
    private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

    @Test
    void spreadsThePausesByAQuarterEitherWay() {
        ModelException failure = new ModelException(Kind.SERVER_ERROR, "500");

        assertThat(new Retry(RetrySettings.DEFAULT, () -> 0).pause(1, failure, LEFT, true))
                .contains(Duration.ofMillis(375));
        assertThat(new Retry(RetrySettings.DEFAULT, () -> 1).pause(1, failure, LEFT, true))
                .contains(Duration.ofMillis(625));
    }

    @Test
    void neverPausesLongerThanTheLongestPause() {
        Retry patient = new Retry(new RetrySettings(50, Duration.ofMillis(500), Duration.ofSeconds(20)), () -> 1);

        assertThat(patient.pause(40, new ModelException(Kind.SERVER_ERROR, "500"), LEFT, true))
                .contains(Duration.ofSeconds(20));
    }

    @Test
    void readsSecondsAndDates() {
        assertThat(RetryAfter.parse("7", NOW)).contains(Duration.ofSeconds(7));
        assertThat(RetryAfter.parse("0.5", NOW)).contains(Duration.ofMillis(500));
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 20:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 19:00:00 GMT", NOW)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
    }
}
