package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Kubectl.run;
import static dev.midwatch.skills.k8s.kubectl.Kubectl.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutCommandsTest {
    private static FakeCluster with(String kind, String spec, String status) {
        return FakeCluster.of("""
                apiVersion: apps/v1
                kind: %s
                metadata: {name: web, namespace: default, uid: u1, generation: 2}
                spec: {%s}
                status: {%s}
                """.formatted(kind, spec, status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Deployment|replicas: 3|observedGeneration: 1|Waiting for deployment spec update to be observed...",
                "Deployment|replicas: 3|observedGeneration: 2, updatedReplicas: 1|Waiting for deployment \"web\" rollout to finish: 1 out of 3 new replicas have been updated...",
                "Deployment|replicas: 3|observedGeneration: 2, updatedReplicas: 3, replicas: 4|Waiting for deployment \"web\" rollout to finish: 1 old replicas are pending termination...",
                "Deployment|replicas: 3|observedGeneration: 2, updatedReplicas: 3, replicas: 3, availableReplicas: 2|Waiting for deployment \"web\" rollout to finish: 2 of 3 updated replicas are available...",
                "Deployment|replicas: 3|observedGeneration: 2, updatedReplicas: 3, replicas: 3, availableReplicas: 3|deployment \"web\" successfully rolled out",
                "DaemonSet|''|observedGeneration: 2, desiredNumberScheduled: 3, updatedNumberScheduled: 2|Waiting for daemon set \"web\" rollout to finish: 2 out of 3 new pods have been updated...",
                "DaemonSet|''|observedGeneration: 2, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3|daemon set \"web\" successfully rolled out",
                "StatefulSet|replicas: 3|observedGeneration: 2, readyReplicas: 1|Waiting for 2 pods to be ready...",
                "StatefulSet|'replicas: 3, updateStrategy: {rollingUpdate: {partition: 0}}'|observedGeneration: 2, readyReplicas: 3, updatedReplicas: 3|partitioned roll out complete: 3 new pods have been updated...",
                "StatefulSet|replicas: 1|observedGeneration: 2, readyReplicas: 1, currentReplicas: 1, currentRevision: a, updateRevision: a|statefulset rolling update complete 1 pods at revision a..."
            })
    void tellsHowFarARolloutIs(String kind, String spec, String status, String told) throws Exception {
        assertThat(text(with(kind, spec, status), "rollout status " + kind + "/web"))
                .isEqualTo(told + "\n");
    }

    @Test
    void failsWhereTheDeadlineHasPassed() throws Exception {
        FakeCluster cluster = with(
                "Deployment",
                "replicas: 3",
                "observedGeneration: 2, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]");

        assertThat(run(cluster, "rollout status deploy web"))
                .extracting("failed", "text")
                .containsExactly(true, "error: deployment \"web\" exceeded its progress deadline");
    }

    @Test
    void listsTheRevisionsOfADeployment() throws Exception {
        FakeCluster cluster = with("Deployment", "replicas: 3", "").with("""
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: web-b
                  namespace: default
                  annotations: {deployment.kubernetes.io/revision: "10", kubernetes.io/change-cause: new image}
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: u1, controller: true}]
                spec: {template: {spec: {containers: [{image: web:2}]}}}
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: web-a
                  namespace: default
                  annotations: {deployment.kubernetes.io/revision: "9"}
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: u1, controller: true}]
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: other, namespace: default, annotations: {deployment.kubernetes.io/revision: "11"}}
                """);

        assertThat(text(cluster, "rollout history deployment/web"))
                .isEqualTo("deployment.apps/web \nREVISION  CHANGE-CAUSE\n9         <none>\n10        new image\n\n");
        assertThat(text(cluster, "rollout history deployment/web --revision=10"))
                .isEqualTo("deployment.apps/web with revision #10\nspec:\n  containers:\n  - image: web:2\n");
        assertThat(run(cluster, "rollout history deploy/web --revision=3").text())
                .contains("unable to find the specified revision 3; there are [9, 10]");
    }

    @Test
    void knowsWhatHasNoRollout() throws Exception {
        assertThat(run(FakeCluster.empty(), "rollout status job/x").text()).contains("jobs.batch has no rollout");
        assertThat(run(FakeCluster.empty(), "rollout status deploy/x").text()).contains("\"x\" not found");
        assertThat(run(FakeCluster.empty(), "rollout status deploy").text()).contains("name one");
    }
}
