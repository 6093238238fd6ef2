package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeploymentRolloutTest {
    private final CheckRun check = CheckRun.of(new DeploymentReplicas());

    private static String deployment(String spec, int available, String... conditions) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, uid: d1, annotations: {deployment.kubernetes.io/revision: "2"}}
                spec: {replicas: 4%s}
                status: {availableReplicas: %d, conditions: [%s]}
                """.formatted(spec, available, String.join(", ", conditions));
    }

    private static String available(String status, String since) {
        return "{type: Available, status: \"%s\", lastTransitionTime: \"%s\"}".formatted(status, since);
    }

    private static String progressing(String status, String reason, String updated) {
        return "{type: Progressing, status: \"%s\", reason: %s, message: timed out, lastTransitionTime: \"2026-01-02T11:00:00Z\", lastUpdateTime: \"%s\"}"
                .formatted(status, reason, updated);
    }

    private static String set(String name, int revision, String created, String image) {
        return """
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: %s
                  namespace: shop
                  uid: u-%s
                  creationTimestamp: "%s"
                  annotations: {deployment.kubernetes.io/revision: "%d"}
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d1, controller: true}]
                spec: {replicas: 2, template: {spec: {containers: [{name: app, image: "%s"}]}}}
                """.formatted(name, name, created, revision, image);
    }

    private static String pod(String since, String node) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-b-1
                  namespace: shop
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-b, uid: u-web-b, controller: true}]
                spec: {nodeName: %s}
                status: {phase: Running, conditions: [{type: Ready, status: "False", lastTransitionTime: "%s"}]}
                """.formatted(node, since);
    }

    private static final String SETS =
            set("web-a", 1, "2026-01-01T08:00:00Z", "web:1.4") + set("web-b", 2, "2026-01-02T10:50:00Z", "web:1.5");
    private static final String SETTLED = progressing("True", "NewReplicaSetAvailable", "2026-01-02T08:00:00Z");

    @Test
    void saysWithWhatAStuckRolloutBegan() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(
                        deployment("", 3, progressing("False", "ProgressDeadlineExceeded", "2026-01-02T11:00:00Z"))
                                + SETS))
                .get(0);

        assertThat(finding.reason()).isEqualTo("RolloutStuck");
        assertThat(finding.cause())
                .isEqualTo("it began with image web:1.4 -> web:1.5 at 10:50 UTC, 10 minutes before it broke");
        assertThat(finding.evidence())
                .containsEntry("changed", "image web:1.4 -> web:1.5 at 10:50 UTC, 10 minutes before it broke")
                .containsEntry("controller", "timed out");
    }

    @Test
    void keepsToTheControllersWordsWhereNothingChangedThatCanBeSeen() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(
                        deployment("", 3, progressing("False", "ProgressDeadlineExceeded", "2026-01-02T11:00:00Z"))
                                + SETS)
                .forbid(ResourceType.REPLICA_SETS);

        assertThat(check.findings(cluster).get(0).cause()).isEqualTo("timed out");
    }

    @Test
    void leavesARolloutThatGetsOnAloneAlsoWhenNothingIsAvailable() throws ClusterException {
        String gone = available("False", "2026-01-02T11:30:00Z");

        assertThat(check.reasons(FakeCluster.of(
                        deployment("", 0, gone, progressing("True", "ReplicaSetUpdated", "2026-01-02T11:55:00Z")))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(
                        deployment("", 0, gone, progressing("True", "ReplicaSetUpdated", "2026-01-02T11:31:00Z")))))
                .containsExactly("DeploymentReplicasShort");
    }

    @Test
    void datesWhatTheStrategyAllowsToBeMissingByThePods() throws ClusterException {
        String tolerated = deployment("", 3, available("True", "2026-01-01T08:00:00Z"), SETTLED) + SETS;

        Finding finding = check.findings(FakeCluster.of(tolerated + pod("2026-01-02T11:30:00Z", "n1")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("DeploymentReplicasShort");
        assertThat(finding.cause()).isEqualTo("Pod shop/web-b-1 is not ready");
        assertThat(finding.since()).contains(Instant.parse("2026-01-02T11:30:00Z"));
        assertThat(check.reasons(FakeCluster.of(tolerated + pod("2026-01-02T11:50:00Z", "n1"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(tolerated))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(
                        tolerated + pod("2026-01-01T11:30:00Z", "n1").replace("phase: Running", "phase: Failed"))))
                .as("an evicted pod of long ago while another starts")
                .isEmpty();
    }

    @Test
    void isExplainedByTheNodeThatIsDownUnderAllThatIsMissing() throws ClusterException {
        String node =
                "---\n{apiVersion: v1, kind: Node, metadata: {name: n1}, status: {conditions: [{type: Ready, status: Unknown}]}}\n";
        String missing = deployment("", 3, available("True", "2026-01-01T08:00:00Z"), SETTLED) + SETS + node;

        assertThat(check.findings(FakeCluster.of(missing + pod("2026-01-02T11:30:00Z", "n1")))
                        .get(0)
                        .dependsOn())
                .extracting(Object::toString)
                .contains("Node n1");
        assertThat(check.findings(FakeCluster.of(missing + pod("2026-01-02T11:30:00Z", "n2")))
                        .get(0)
                        .dependsOn())
                .extracting(Object::toString)
                .doesNotContain("Node n1");
    }

    @Test
    void remindsOfARolloutThatWasLeftPaused() throws ClusterException {
        String whole = available("True", "2026-01-01T08:00:00Z");
        String paused = "{type: Progressing, status: Unknown, reason: DeploymentPaused, lastTransitionTime: \"%s\"}";

        assertThat(check.reasons(FakeCluster.of(
                        deployment(", paused: true", 4, whole, paused.formatted("2026-01-02T10:30:00Z")))))
                .containsExactly("RolloutPaused");
        assertThat(check.reasons(FakeCluster.of(
                        deployment(", paused: true", 4, whole, paused.formatted("2026-01-02T11:30:00Z")))))
                .isEmpty();
        assertThat(check.findings(FakeCluster.of(deployment(", paused: true", 4, whole)))
                        .get(0))
                .extracting(Finding::sustained, Finding::look)
                .containsExactly(Duration.ofHours(1), "kubectl -n shop describe deployment web");
    }
}
