package dev.midwatch.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioReaderTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void readsAScenario() throws IOException {
        Scenario scenario = read("""
            rows: [9, 10]
            story: A pod waits
            lint: true
            expect:
              - {reason: Unschedulable, about: Pod shop/web, severity: warning, cause: "no node.*memory", explains: [PodNotReady]}
              - {reason: NodeNotReady, about: Node birch}
            simulator_only: a pod younger than its node
            answers: {/api/v1/namespaces/shop/pods/web/log: "at ${-1m}: out"}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web, creationTimestamp: "${-1h30m}"}
            spec: {mode: 0644, text: "0644", on: true, command: ["echo $${HOME}", 2026-01-01]}
            """);

        assertThat(scenario.name()).isEqualTo("area/a-file");
        assertThat(scenario.rows()).containsExactly(9, 10);
        assertThat(scenario.lint()).isTrue();
        assertThat(scenario.lookAlike()).isFalse();
        assertThat(scenario.simulatorOnly()).contains("a pod younger than its node");
        Expected first = scenario.expect().get(0);
        assertThat(first.severity()).contains("warning");
        assertThat(first.explains()).contains(List.of("PodNotReady"));
        assertThat(first.cause()
                        .orElseThrow()
                        .matcher("no node has enough memory")
                        .find())
                .isTrue();
        assertThat(scenario.objects(NOON).get(0))
                .hasToString("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"web\","
                        + "\"creationTimestamp\":\"2026-01-02T10:30:00Z\"},\"spec\":{\"mode\":420,\"text\":\"0644\","
                        + "\"on\":true,\"command\":[\"echo ${HOME}\",\"2026-01-01\"]}}");
        assertThat(scenario.answer("/api/v1/namespaces/shop/pods/web/log", NOON).textValue())
                .isEqualTo("at 2026-01-02T11:59:00Z: out");
    }

    @Test
    void writesTheMomentsOfLeasesWithAFraction() throws IOException {
        Scenario scenario = read("""
            rows: [51]
            story: A lease
            expect: []
            ---
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: web}
            spec: {renewTime: "${now}"}
            """);

        assertThat(scenario.objects(NOON).get(0).at("/spec/renewTime").textValue())
                .isEqualTo("2026-01-02T12:00:00.000000Z");
    }

    @Test
    void namesEveryProblemWithItsLine() {
        assertThatThrownBy(() -> read("""
            rows: [84]
            storey: A pod waits
            expect:
              - {reason: unschedulable, about: web, severity: bad, cause: "(", explain: []}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              creationTimestamp: "${-2 h}"
              deletionTimestamp: "${-1h}"
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: a, name: b}
            """))
                .isInstanceOf(ScenarioException.class)
                .hasMessage("""
                    area/a-file.yaml:9: metadata.creationTimestamp: ${-2 h} is no moment; there are ${now}, ${-2h} and ${+30d}, and $${X} for ${X} itself
                    area/a-file.yaml:14: name is there twice
                    area/a-file.yaml:8: metadata.name: a text
                    area/a-file.yaml:10: Pod / would be gone: only a pod on a node, a namespace, or what has finalizers stays
                    area/a-file.yaml:2: storey: no such key; there are answers, checks, expect, history, lint, rows, simulator_only, story
                    area/a-file.yaml:1: rows: 84 is no row of the catalogue
                    area/a-file.yaml:1: story: a text
                    area/a-file.yaml:4: explain: no such key; there are about, cause, explains, reason, severity
                    area/a-file.yaml:4: about: a kind and a name: web
                    area/a-file.yaml:4: unschedulable is no reason, as PodNotReady is
                    area/a-file.yaml:4: severity: one of info, warning, critical
                    area/a-file.yaml:4: cause: Unclosed group: (\
                    """);
    }

    @Test
    void readsWhatTheOperatorSetAndWhatWasMeasuredBefore() throws IOException {
        Scenario scenario = read("""
            rows: [48]
            story: A volume fills
            checks: {volume-use: {full_percent: 5}}
            history:
              - {check: volume-use, series: used_bytes, about: PersistentVolumeClaim shop/data, points: {"${-2d}": 7, "${-1h30m}": 8.5}}
            expect: []
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            """);

        assertThat(scenario.checks()).hasToString("{\"volume-use\":{\"full_percent\":5}}");
        assertThat(scenario.history())
                .containsExactly(new History(
                        "volume-use",
                        "used_bytes",
                        "PersistentVolumeClaim shop/data",
                        Map.of(Duration.ofDays(2), 7.0, Duration.ofMinutes(90), 8.5)));
    }

    @Test
    void namesWhatIsWrongWithWhatWasMeasuredBefore() {
        assertThatThrownBy(() -> read("""
            rows: [48]
            story: A volume fills
            expect: []
            history:
              - {check: volume-use, serie: used_bytes, about: Node birch, points: {"${+2d}": 7, "${-2d}": much, "-1d": 3}}
              - {check: volume-use, series: used_bytes, about: Node birch}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            """)).hasMessage("""
                            area/a-file.yaml:5: serie: no such key; there are about, check, points, series
                            area/a-file.yaml:5: series: a text
                            area/a-file.yaml:5: points: a number at a moment before, such as "${-2d}": 5
                            area/a-file.yaml:5: points: a number at a moment before, such as "${-2d}": 5
                            area/a-file.yaml:5: points: a number at a moment before, such as "${-2d}": 5
                            area/a-file.yaml:6: points: what was measured, by moments\
                            """);
    }

    @Test
    void asksForWhatIsToBeTold() {
        assertThatThrownBy(() -> read("""
            rows: [1]
            story: A pod waits
            """)).hasMessage("""
                            area/a-file.yaml:1: expect: the list of all findings that are told; [] where nothing is broken
                            area/a-file.yaml:1: no object\
                            """);
    }

    @Test
    void saysWhereAFileIsNoYaml() {
        assertThatThrownBy(() -> read("rows: [1]\nstory: [\n"))
                .hasMessageStartingWith("area/a-file.yaml:3: not YAML: ");
    }

    private Scenario read(String text) throws IOException {
        Path area = Files.createDirectories(folder.resolve("area"));
        Files.writeString(area.resolve("a-file.yaml"), text);
        return Scenarios.in(folder).get(0);
    }
}
