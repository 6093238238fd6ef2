package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class MemoryStormTest {
    private static final Check CHECK = new MemoryStorm();

    private static String killed(String name, String node, String end) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop, uid: %s}
                spec: {nodeName: %s, containers: [{name: app, image: x}]}
                status:
                  phase: Running
                  containerStatuses:
                    - name: app
                      ready: true
                      restartCount: 1
                      state: {running: {}}
                      lastState: {terminated: {exitCode: 137, reason: OOMKilled, finishedAt: "2026-01-02T%sZ"}}
                """.formatted(name, name, node, end);
    }

    private static final String STORM =
            killed("a", "n1", "11:40:00") + killed("b", "n1", "11:44:00") + killed("c", "n1", "11:52:00");

    @Test
    void blamesTheNodeWhenKillsOfSeveralWorkloadsComeTogether() throws ClusterException {
        Finding finding = CheckRun.of(CHECK)
                .findings(FakeCluster.of(STORM.replace("11:52", "11:49")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("MemoryStorm");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.subject().toString()).isEqualTo("Node n1");
        assertThat(finding.evidence()).containsEntry("killed", "Pod shop/a, Pod shop/b, Pod shop/c");
        assertThat(finding.since()).contains(CheckRun.NOON.minusSeconds(20 * 60));
        assertThat(CHECK.urgent()).isTrue();
    }

    @Test
    void isSilentAboutKillsFarApartOrLongAgoOrOnSeveralNodes() throws ClusterException {
        String longAgo = STORM.replace("T11:", "T09:");
        String apart = STORM.replace("11:40:00", "11:10:00");
        String nodes = STORM.replaceFirst("nodeName: n1", "nodeName: n2");

        assertThat(CheckRun.of(CHECK).reasons(FakeCluster.of(longAgo))).isEmpty();
        assertThat(CheckRun.of(CHECK).reasons(FakeCluster.of(apart))).isEmpty();
        assertThat(CheckRun.of(CHECK).reasons(FakeCluster.of(nodes))).isEmpty();
    }

    @Test
    void theKillsOfAStormDependOnTheNode() throws ClusterException {
        String storm =
                STORM.replace("11:52", "11:49").replace("image: x", "image: x, resources: {limits: {memory: 1Gi}}");

        assertThat(CheckRun.of(new PodCrashLoop()).findings(FakeCluster.of(storm)))
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding.dependsOn())
                        .extracting(Object::toString)
                        .containsExactly("Node n1"))
                .allSatisfy(finding -> assertThat(finding.cause())
                        .isEqualTo("containers of several workloads were killed on its node within minutes"));
        assertThat(CheckRun.of(new PodCrashLoop()).findings(FakeCluster.of(STORM)))
                .allSatisfy(finding -> assertThat(finding.dependsOn()).isEmpty());
    }
}
