package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class DeploymentReplicasTest {
    private final CheckRun check = CheckRun.of(new DeploymentReplicas());

    private static String deployment(int wanted, int available, String availableSince, String progressing) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, uid: d1}
                spec: {replicas: %d}
                status:
                  availableReplicas: %d
                  conditions:
                    - {type: Available, status: "%s", reason: MinimumReplicasUnavailable, lastTransitionTime: "%s"}
                    - {type: Progressing, %s}
                """.formatted(wanted, available, available < wanted ? "False" : "True", availableSince, progressing);
    }

    private static final String DONE =
            "status: \"True\", reason: NewReplicaSetAvailable, message: 'ReplicaSet \"web-5d\" has successfully progressed.'";
    private static final String STUCK =
            "status: \"False\", reason: ProgressDeadlineExceeded, message: 'ReplicaSet \"web-6f\" has timed"
                    + " out progressing.', lastTransitionTime: \"2026-01-02T11:00:00Z\"";

    @Test
    void reportsADeploymentBelowItsMinimumAndLetsItsPodsExplainIt() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(deployment(3, 1, "2026-01-02T11:00:00Z", DONE)))
                .get(0);

        assertThat(finding.reason()).isEqualTo("DeploymentReplicasShort");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.summary()).isEqualTo("Deployment shop/web has 1 of 3 replicas available");
        assertThat(finding.dependsOn())
                .extracting(Object::toString)
                .containsExactly("Deployment shop/web", "ReplicaSet shop/web-5d");
    }

    @Test
    void isGraverWhenNothingIsLeft() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(deployment(3, 0, "2026-01-02T11:00:00Z", DONE)))
                        .get(0)
                        .severity())
                .isEqualTo(Severity.CRITICAL);
    }

    @Test
    void reportsARolloutPastItsDeadlineAndNotTheSameTwice() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(deployment(3, 1, "2026-01-02T11:00:00Z", STUCK))))
                .containsExactly("RolloutStuck");
        assertThat(check.reasons(FakeCluster.of(deployment(3, 3, "2026-01-02T11:00:00Z", STUCK))))
                .containsExactly("RolloutStuck");
    }

    @Test
    void isSilentDuringARolloutAndAboutAShortDip() throws ClusterException {
        String rolling =
                "status: \"True\", reason: ReplicaSetUpdated, message: 'ReplicaSet \"web-6f\" is progressing.'";

        assertThat(check.reasons(FakeCluster.of(deployment(3, 3, "2026-01-02T09:00:00Z", rolling))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(deployment(3, 1, "2026-01-02T11:58:00Z", DONE))))
                .isEmpty();
    }

    @Test
    void isSilentAboutADeploymentScaledToNothing() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(deployment(0, 0, "2026-01-02T09:00:00Z", STUCK))))
                .isEmpty();
    }

    @Test
    void isSilentInANamespaceThatIsBeingDeleted() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(deployment(3, 0, "2026-01-02T09:00:00Z", STUCK))
                .with("{apiVersion: v1, kind: Namespace, metadata: {name: shop}, status: {phase: Terminating}}");

        assertThat(check.reasons(cluster)).isEmpty();
    }

    @Test
    void givesTimeToPodsWhoseNodeHasJustComeBack() throws ClusterException {
        String back = deployment(3, 1, "2026-01-02T11:00:00Z", DONE) + """
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-1
                  namespace: shop
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d1, controller: true}]
                spec: {nodeName: n1}
                status: {phase: Running, conditions: [{type: Ready, status: "False", lastTransitionTime: "2026-01-02T11:00:00Z"}]}
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                status: {conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-02T11:57:00Z"}]}
                """;

        assertThat(check.reasons(FakeCluster.of(back))).isEmpty();
        assertThat(check.at(CheckRun.NOON.plusSeconds(180)).reasons(FakeCluster.of(back)))
                .containsExactly("DeploymentReplicasShort");
    }
}
