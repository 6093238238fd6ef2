package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckSettingsTest {
    private static final Setting AFTER = new Setting("not_ready_after", Duration.ofMinutes(10), "how long");
    private static final Setting PERCENT = new Setting("cpu_percent", 90, "percent");
    private static final Setting REGISTRIES = new Setting("registries", List.of("a.example"), "which");
    private static final Check NODES = check("node-not-ready", false);
    private static final Check LINT = check("pod-limits", true);

    private static Check check(String name, boolean lint) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String description() {
                return name;
            }

            @Override
            public List<Permission> permissions() {
                return List.of();
            }

            @Override
            public List<Setting> settings() {
                return List.of(AFTER, PERCENT, REGISTRIES);
            }

            @Override
            public boolean lint() {
                return lint;
            }

            @Override
            public List<Finding> run(CheckContext context) {
                return List.of();
            }
        };
    }

    private static CheckSettings resolve(String yaml) {
        return CheckSettings.resolve(Settings.of(yaml), List.of(NODES, LINT));
    }

    @Test
    void withoutASectionTheDefaultsHold() {
        CheckSettings settings = resolve("");
        assertThat(settings.enabled(NODES)).isTrue();
        assertThat(settings.enabled(LINT)).isFalse();
        assertThat(settings.severity(NODES, "shop", Map.of())).isEmpty();
        assertThat(settings.value(NODES, AFTER, "shop", Map.of())).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.value(NODES, PERCENT, "shop", Map.of())).isEqualTo(90);
    }

    @Test
    void whatIsSaidOfChecksThatWereTakenOutHasNoEffectButItsPlaceIsKnown() {
        Config config = Settings.of("checks: {node-not-ready: {severity: info}, acme: {enabled: false}}");
        assertThat(CheckSettings.ofThose(config, List.of(NODES)).severity(NODES, "shop", Map.of()))
                .contains(Severity.INFO);
        assertThat(CheckSettings.unknown(config, List.of(NODES)))
                .extracting(Problem::toString)
                .containsExactly("config.yaml:1: checks.acme: there is no such check (known: node-not-ready)");
        assertThatThrownBy(() ->
                        CheckSettings.ofThose(Settings.of("checks: {node-not-ready: {severty: info}}"), List.of(NODES)))
                .hasMessageContaining("checks.node-not-ready.severty");
    }

    @Test
    void whatNobodySwitchedOffRunsWhenAskedFor() {
        assertThat(resolve("").switchedOff(LINT)).isFalse();
        assertThat(resolve("checks: {pod-limits: {enabled: true}}").switchedOff(LINT))
                .isFalse();
        assertThat(resolve("checks: {pod-limits: {enabled: false}}").switchedOff(LINT))
                .isTrue();
    }

    @Test
    void aListOfTextsIsOneOrSeveral() {
        assertThat(resolve("").value(NODES, REGISTRIES, "shop", Map.of())).isEqualTo(List.of("a.example"));
        assertThat(resolve("checks: {node-not-ready: {registries: [b.example, c.example]}}")
                        .value(NODES, REGISTRIES, "shop", Map.of()))
                .isEqualTo(List.of("b.example", "c.example"));
        assertThat(resolve("checks: {node-not-ready: {registries: b.example}}")
                        .value(NODES, REGISTRIES, "shop", Map.of()))
                .isEqualTo(List.of("b.example"));
        assertThatThrownBy(() -> resolve("checks: {node-not-ready: {registries: [{a: b}]}}"))
                .hasMessage("config.yaml:1: checks.node-not-ready.registries: is not a single value");
    }

    @Test
    void theSectionHoldsForAllAndTheLastFittingOverrideForSome() {
        CheckSettings settings = resolve("""
                checks:
                  node-not-ready:
                    severity: critical
                    not_ready_after: 5m
                    cpu_percent: 85.5
                    overrides:
                      - namespace: play-*
                        severity: info
                        not_ready_after: 1h
                      - namespace: [play-a, play-b]
                        labels: {team: red}
                        not_ready_after: 2h
                        enabled: off
                  pod-limits:
                    enabled: true
                """);
        assertThat(settings.enabled(LINT)).isTrue();
        assertThat(settings.value(NODES, PERCENT, "play-a", Map.of())).isEqualTo(85.5);
        assertThat(settings.value(NODES, AFTER, "shop", Map.of("team", "red"))).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.value(NODES, AFTER, "play-a", Map.of())).isEqualTo(Duration.ofHours(1));
        assertThat(settings.value(NODES, AFTER, "play-a", Map.of("team", "red", "app", "x")))
                .isEqualTo(Duration.ofHours(2));
        assertThat(settings.severity(NODES, "play-a", Map.of("team", "red"))).contains(Severity.INFO);
        assertThat(settings.severity(NODES, "shop", Map.of())).contains(Severity.CRITICAL);
        assertThat(settings.speaksOf(NODES, "play-a", Map.of("team", "red"))).isFalse();
        assertThat(settings.speaksOf(NODES, "play-a", Map.of())).isTrue();
    }

    @Test
    void aCheckThatIsWantedSomewhereRunsAndSpeaksOfThatAlone() {
        String some = "checks: {%s: {%s overrides: [{namespace: shop, enabled: true}]}}";

        CheckSettings off = resolve(some.formatted("node-not-ready", "enabled: false,"));
        assertThat(off.enabled(NODES)).isTrue();
        assertThat(off.switchedOff(NODES)).isFalse();
        assertThat(off.speaksOf(NODES, "shop", Map.of())).isTrue();
        assertThat(off.speaksOf(NODES, "play", Map.of())).isFalse();

        CheckSettings hygiene = resolve(some.formatted("pod-limits", ""));
        assertThat(hygiene.enabled(LINT)).isTrue();
        assertThat(hygiene.speaksOf(LINT, "shop", Map.of())).isTrue();
        assertThat(hygiene.speaksOf(LINT, "play", Map.of())).isFalse();

        assertThat(resolve("").speaksOf(LINT, "play", Map.of())).as("asked for").isTrue();
        assertThat(resolve(some.formatted("node-not-ready", "")).speaksOf(NODES, "play", Map.of()))
                .isTrue();
    }

    @Test
    void saysEverythingThatIsWrong() {
        assertThatThrownBy(() -> resolve("""
                                checks:
                                  node-not-redy: {}
                                  node-not-ready:
                                    severity: fatal
                                    not_ready_after: 5
                                    cpu_percnt: 1
                                    cpu_percent: -1
                                    overrides:
                                      - not_ready_after: 2h
                                      - namespace: a
                                        enabled: [1]
                                        overrides: []
                                  pod-limits: 3
                                """))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        config.yaml:2: checks.node-not-redy: there is no such check (did you mean "node-not-ready"?)
                        config.yaml:4: checks.node-not-ready.severity: "fatal" is not known (one of: info, warning, critical)
                        config.yaml:5: checks.node-not-ready.not_ready_after: "5" is not a duration (for example 30s, 15m, 4h or 21d)
                        config.yaml:6: checks.node-not-ready.cpu_percnt: unknown key (did you mean "cpu_percent"?)
                        config.yaml:7: checks.node-not-ready.cpu_percent: is below zero (zero or more)
                        config.yaml:9: checks.node-not-ready.overrides[0]: fits every object (say namespace or labels)
                        config.yaml:11: checks.node-not-ready.overrides[1].enabled: is not a single value
                        config.yaml:12: checks.node-not-ready.overrides[1].overrides: unknown key (did you mean "overrides"?)
                        config.yaml:13: checks.pod-limits: is not a section (write its keys below it, indented)""");
    }
}
