package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginSectionTest {
    enum Level {
        VIEWER,
        OPERATOR
    }

    record Inner(String name, long size) {}

    record Section(
            String namespace,
            Duration after,
            URI apiBaseUrl,
            int count,
            double ratio,
            boolean strict,
            List<String> names,
            Map<String, Level> levels,
            Inner inner,
            List<Inner> inners) {}

    record Small(String namespace, int count, List<String> names) {
        static Small defaults() {
            return new Small("argocd", 3, List.of());
        }

        Small {
            if (count < 1) {
                throw new IllegalArgumentException("count: at least 1");
            }
        }
    }

    @Test
    void readsEveryKindOfValue() {
        Config config = Settings.of("""
                acme:
                  namespace: a
                  after: 5m
                  api_base_url: https://example.org/api
                  count: 3
                  ratio: 0.5
                  strict: yes
                  names: [x, y]
                  levels: {"123": operator}
                  inner: {name: n, size: 5}
                  inners: [{name: m}]
                """);
        assertThat(config.sections().plugin("acme", Section.class))
                .isEqualTo(new Section(
                        "a",
                        Duration.ofMinutes(5),
                        URI.create("https://example.org/api"),
                        3,
                        0.5,
                        true,
                        List.of("x", "y"),
                        Map.of("123", Level.OPERATOR),
                        new Inner("n", 5),
                        List.of(new Inner("m", 0))));
    }

    @Test
    void whatIsAbsentIsNullZeroOrEmptyOrTheRecordsOwnDefault() {
        Config config = Settings.of("acme:\n");
        assertThat(config.sections().plugin("acme", Section.class))
                .isEqualTo(new Section(null, null, null, 0, 0, false, List.of(), Map.of(), null, List.of()));
        assertThat(config.sections().plugin("acme", Small.class)).isEqualTo(new Small("argocd", 3, List.of()));
    }

    @Test
    void saysEverythingThatIsWrongByPath() {
        Config config = Settings.of("acme:\n  namspace: a\n  count: x\n  inner: {nme: 1}\nbeta: 3\n");
        assertThatThrownBy(() -> config.sections().plugin("acme", Section.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        config.yaml:2: acme.namspace: unknown key (did you mean "namespace"?)
                        config.yaml:3: acme.count: "x" is not a whole number (for example 10)
                        config.yaml:4: acme.inner.nme: unknown key (did you mean "name"?)""");
        assertThatThrownBy(() -> config.sections().plugin("beta", Small.class))
                .hasMessage("config.yaml:5: beta: is not a section (write its keys below it, indented)");
    }

    @Test
    void aRefusalOfThePluginsOwnRecordIsToldWithItsWords() {
        Config config = Settings.of("acme:\n  count: 0\n");
        assertThatThrownBy(() -> config.sections().plugin("acme", Small.class))
                .hasMessageContaining("acme: count: at least 1");
    }

    @Test
    void aPluginDoesNotGetTheKernelsOwnSections() {
        record Model(String baseUrl) {}

        Config config = Settings.of("model:\n  base_url: https://example.org/v1\n");
        assertThat(config.sections().plugin("model", Model.class)).isEqualTo(new Model(null));
    }
}
