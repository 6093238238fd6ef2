package dev.midwatch.skills.k8s.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeFlappingTest {
    private static String node(String changed, String more) {
        return """
                apiVersion: v1
                kind: Node
                metadata: {name: n1, creationTimestamp: "2025-01-02T11:00:00Z"}
                spec: {%s}
                status: {nodeInfo: {bootID: b9}, conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-02T%s:00Z"}]}
                """.formatted(more, changed);
    }

    /** A look each two minutes until now, at each of which it had last changed so many minutes before noon; negative: to not ready. */
    private static CheckRun looks(int... changedMinutesAgo) {
        Trend.Point[] points = IntStream.range(0, changedMinutesAgo.length)
                .mapToObj(i -> new Trend.Point(
                        CheckRun.NOON.minus(Duration.ofMinutes(2L * (changedMinutesAgo.length - i))),
                        Integer.signum(changedMinutesAgo[i])
                                * CheckRun.NOON
                                        .minus(Duration.ofMinutes(Math.abs(changedMinutesAgo[i])))
                                        .getEpochSecond()))
                .toArray(Trend.Point[]::new);
        return CheckRun.of(new NodeFlapping()).history("ready_since_seconds", "Node n1", points);
    }

    @Test
    void reportsANodeThatComesAndGoes() throws ClusterException {
        // Between two looks it was away and came back.
        assertThat(looks(600, 600, 8, 8).findings(FakeCluster.of(node("11:58", ""))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("NodeFlapping");
                    assertThat(finding.cause()).isEqualTo("Ready changed 4 times within 15 minutes; it is ready now");
                });
    }

    @Test
    void isSilentAboutARestartALongTimeAgoAndMaintenance() throws ClusterException {
        assertThat(looks(600, 600).reasons(FakeCluster.of(node("11:58", "")))).isEmpty();
        assertThat(looks(60, 50, 40, 30).reasons(FakeCluster.of(node("11:58", ""))))
                .isEmpty();
        assertThat(looks(600, 12, 12, 8, 8).reasons(FakeCluster.of(node("11:58", "unschedulable: true"))))
                .isEmpty();
    }

    @Test
    void countsEachChangeThatItSaw() throws ClusterException {
        assertThat(looks(600, -9, 7, -5).findings(FakeCluster.of(node("11:58", ""))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.cause())
                        .isEqualTo("Ready changed 4 times within 15 minutes; it is ready now"));
    }

    @Test
    void takesANodeThatWasNotHeardOfAndThenSaidNoForGoneOnce() throws ClusterException {
        assertThat(looks(600, -9, -6, -6).reasons(FakeCluster.of(node("11:58", ""))))
                .isEmpty();
    }

    /** A look an hour apart, the last of them an hour ago. */
    private static CheckRun boots(String... ids) {
        Trend.Point[] points = IntStream.range(0, ids.length)
                .mapToObj(
                        i -> new Trend.Point(CheckRun.NOON.minus(Duration.ofHours(ids.length - i)), ids[i].hashCode()))
                .toArray(Trend.Point[]::new);
        return CheckRun.of(new NodeFlapping()).history("boot_id_hash", "Node n1", points);
    }

    @Test
    void countsRestartsByTheBootIdsItSaw() throws ClusterException {
        assertThat(boots("b7", "b7", "b8", "b8").findings(FakeCluster.of(node("11:00", ""))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.cause()).isEqualTo("it restarted 2 times within 6 hours"));
        assertThat(boots("b8", "b8", "b9", "b9").reasons(FakeCluster.of(node("11:00", ""))))
                .isEmpty();
        assertThat(boots("b7", "b8", "b8", "b8", "b8", "b8", "b8", "b8").reasons(FakeCluster.of(node("11:00", ""))))
                .isEmpty();
    }

    @Test
    void isSilentAboutANodeThatHasJustCome() throws ClusterException {
        String young = node("11:58", "").replace("2025-01-02T11:00", "2026-01-02T11:57");

        assertThat(looks(3, 2).reasons(FakeCluster.of(young))).isEmpty();
    }

    @Test
    void reportsANodeThatRestartsAgainAndAgain() throws ClusterException {
        String restart = """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e%d, namespace: default}
                involvedObject: {kind: Node, name: n1, uid: n1}
                type: Warning
                reason: Rebooted
                message: Node n1 has been rebooted
                lastTimestamp: "2026-01-02T%s:00Z"
                """;
        String once = node("11:00", "") + restart.formatted(1, "09:00");

        assertThat(looks().findings(FakeCluster.of(once + restart.formatted(2, "11:00"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.cause()).isEqualTo("it restarted 2 times within 6 hours"));
        assertThat(looks().reasons(FakeCluster.of(once))).isEmpty();
        assertThat(looks().reasons(FakeCluster.of(once + restart.formatted(2, "01:00"))))
                .isEmpty();
    }

    @Test
    void makesNothingOfANodeWithoutConditions() throws ClusterException {
        assertThat(looks().reasons(FakeCluster.of("{apiVersion: v1, kind: Node, metadata: {name: n1}}")))
                .isEmpty();
    }
}
