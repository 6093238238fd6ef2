package dev.midwatch.skills.k8s.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    @ParameterizedTest
    @CsvSource({
        "PT-5S, <invalid>", "PT-1S, 0s", "PT0S, 0s", "PT119S, 119s", "PT2M, 2m", "PT3M20S, 3m20s", "PT10M5S, 10m",
                "PT179M, 179m",
        "PT3H, 3h", "PT5H7M, 5h7m", "PT8H30M, 8h", "PT47H, 47h", "P2D, 2d", "P2DT3H, 2d3h", "P8DT5H, 8d", "P400D, 400d",
        "P730D, 2y", "P800D, 2y70d", "P3000D, 8y"
    })
    void readAsInKubectl(Duration duration, String text) {
        assertThat(Ages.inWords(duration)).isEqualTo(text);
    }
}
