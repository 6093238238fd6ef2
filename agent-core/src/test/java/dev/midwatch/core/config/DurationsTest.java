package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "15m,PT15M,15m",
        "4h,PT4H,4h",
        "21d,PT504H,21d",
        "1h30m,PT1H30M,1h30m",
        "2w,PT336H,14d",
        "250ms,PT0.25S,250ms",
        "90s,PT1M30S,1m30s",
        "0,PT0S,0s",
        "1h 5s,PT1H5S,1h5s"
    })
    void readsAndWrites(String written, Duration expected, String shortest) {
        assertThat(Durations.parse(written)).isEqualTo(expected);
        assertThat(Durations.format(expected)).isEqualTo(shortest);
        assertThat(Durations.parse(shortest)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "m", "-5m", "1.5h", "4 hours", "15M", "1y", "99999999999s"})
    void refusesWhatIsNone(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(written));
    }
}
