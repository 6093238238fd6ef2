package dev.midwatch.skills.k8s.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TolerationsTest {
    private static final Json TAINT = Json.of(Map.of("key", "gpu", "value", "yes", "effect", "NoSchedule"));

    @ParameterizedTest
    @CsvSource({
        "gpu, Equal, yes, NoSchedule, true",
        "gpu, '', yes, '', true",
        "gpu, Equal, no, NoSchedule, false",
        "gpu, Exists, '', '', true",
        "gpu, Exists, '', NoExecute, false",
        "'', Exists, '', '', true",
        "'', Equal, yes, '', false",
        "disk, Exists, '', '', false"
    })
    void allowATaintAsTheSchedulerDoes(String key, String operator, String value, String effect, boolean allowed) {
        Json spec = Json.of(Map.of(
                "tolerations", List.of(Map.of("key", key, "operator", operator, "value", value, "effect", effect))));

        assertThat(Tolerations.of(spec).allow(TAINT)).isEqualTo(allowed);
    }

    @Test
    void allowNothingWhereThereAreNone() {
        assertThat(Tolerations.of(Json.of(Map.of())).allow(TAINT)).isFalse();
    }
}
