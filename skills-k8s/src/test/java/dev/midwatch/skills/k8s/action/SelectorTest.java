package dev.midwatch.skills.k8s.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
    private static final Map<String, String> WEB = Map.of("app", "web", "tier", "front");

    @ParameterizedTest
    @CsvSource({
        "app,  In,           web,  true",
        "app,  In,           db,   false",
        "none, In,           web,  false",
        "app,  NotIn,        web,  false",
        "app,  NotIn,        db,   true",
        "none, NotIn,        web,  true",
        "app,  Exists,       '',   true",
        "none, Exists,       '',   false",
        "app,  DoesNotExist, '',   false",
        "none, DoesNotExist, '',   true",
        "app,  Unheard,      web,  false"
    })
    void readsExpressions(String key, String operator, String value, boolean selected) {
        Json selector = Json.of(Map.of(
                "matchExpressions", List.of(Map.of("key", key, "operator", operator, "values", List.of(value)))));

        assertThat(new Selector(selector).selects(WEB)).isEqualTo(selected);
    }

    @Test
    void wantsEveryLabel() {
        assertThat(new Selector(Json.of(Map.of("matchLabels", WEB))).selects(WEB))
                .isTrue();
        assertThat(new Selector(Json.of(Map.of("matchLabels", WEB))).selects(Map.of("app", "web")))
                .isFalse();
    }

    @Test
    void selectsEverythingIfEmptyAndNothingIfAbsent() {
        assertThat(new Selector(Json.of(Map.of())).selects(WEB)).isTrue();
        assertThat(new Selector(Json.of(null)).selects(WEB)).isFalse();
    }
}
