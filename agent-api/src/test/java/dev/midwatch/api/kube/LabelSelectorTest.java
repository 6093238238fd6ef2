package dev.midwatch.api.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {
    private static final Map<String, String> WEB = Map.of("app", "web", "tier", "front");

    private static LabelSelector labels(Map<String, String> labels) {
        return LabelSelector.of(Json.of(Map.of("matchLabels", labels)));
    }

    private static LabelSelector expression(String key, String operator, String... values) {
        return LabelSelector.of(Json.of(Map.of(
                "matchExpressions", List.of(Map.of("key", key, "operator", operator, "values", List.of(values))))));
    }

    @Test
    void selectsWhatHasAllItsLabels() {
        assertThat(labels(Map.of("app", "web")).selects(WEB)).isTrue();
        assertThat(labels(Map.of("app", "web", "tier", "back")).selects(WEB)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "app, In, web, true",
        "app, In, db, false",
        "zone, In, a, false",
        "app, NotIn, db, true",
        "app, NotIn, web, false",
        "zone, NotIn, a, true",
        "app, Exists, '', true",
        "zone, Exists, '', false",
        "zone, DoesNotExist, '', true",
        "app, DoesNotExist, '', false",
        "app, Like, web, false"
    })
    void holdsItsExpressions(String key, String operator, String value, boolean selects) {
        assertThat(expression(key, operator, value).selects(WEB)).isEqualTo(selects);
    }

    @Test
    void selectsEverythingWhenItIsEmpty() {
        assertThat(LabelSelector.of(Json.of(Map.of())).isEmpty()).isTrue();
        assertThat(LabelSelector.of(Json.of(null)).selects(WEB)).isTrue();
        assertThat(expression("app", "Exists").isEmpty()).isFalse();
    }
}
