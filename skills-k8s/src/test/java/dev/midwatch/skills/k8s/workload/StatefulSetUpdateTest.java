package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatefulSetUpdateTest {
    private final CheckRun check = CheckRun.of(new StatefulSetReplicas());

    private static String set(String spec, int updated, String current, String update) {
        return """
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: shop, uid: s1, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {replicas: 3%s}
                status: {replicas: 3, readyReplicas: 2, updatedReplicas: %d, currentRevision: %s, updateRevision: %s}
                """.formatted(spec, updated, current, update);
    }

    private static String pod(String metadata, String since) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: db-2
                  namespace: shop
                  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: s1, controller: true}]
                  %s
                spec: {nodeName: n1}
                status: {phase: Running, conditions: [{type: Ready, status: "False", lastTransitionTime: "%s"}]}
                """.formatted(metadata, since);
    }

    private static String of(String revision) {
        return pod("labels: {controller-revision-hash: " + revision + "}", "2026-01-02T11:00:00Z");
    }

    @Test
    void offersToDeleteThePodOfATemplateThatWasTakenBack() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(set("", 3, "db-1", "db-1") + of("db-2")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("StatefulSetUpdateStuck");
        assertThat(finding.cause())
                .isEqualTo(
                        "Pod shop/db-2 is not ready; it is of a template that was taken back, and the set waits for it until it is deleted by hand");
        assertThat(finding.remedy())
                .contains(new Finding.Remedy("delete_pod", Map.of("namespace", "shop", "name", "db-2")));
    }

    @Test
    void offersNothingWhereThePodIsOfAKnownTemplateOrNobodyWaitsForIt() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(set("", 1, "db-1", "db-2") + of("db-2")))
                        .get(0)
                        .remedy())
                .isEmpty();
        assertThat(check.findings(
                                FakeCluster.of(set(", podManagementPolicy: Parallel", 3, "db-1", "db-1") + of("db-2")))
                        .get(0)
                        .remedy())
                .isEmpty();
    }

    @Test
    void takesAPartitionForWhatItIs() throws ClusterException {
        String canary = ", updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}";

        assertThat(check.reasons(FakeCluster.of(set(canary, 1, "db-1", "db-2") + of("db-1"))))
                .containsExactly("StatefulSetReplicasShort");
        assertThat(check.reasons(FakeCluster.of(set(canary, 0, "db-1", "db-2") + of("db-1"))))
                .containsExactly("StatefulSetUpdateStuck");
    }

    @Test
    void saysThatAPodWhichDoesNotGoKeepsItsName() throws ClusterException {
        String leaving = pod("deletionTimestamp: \"2026-01-02T11:00:00Z\"", "2026-01-02T11:00:00Z");
        String justAsked = pod("deletionTimestamp: \"2026-01-02T11:58:00Z\"", "2026-01-02T11:58:00Z");

        assertThat(check.findings(FakeCluster.of(set("", 3, "db-1", "db-1") + leaving)))
                .extracting(Finding::cause)
                .containsExactly("Pod shop/db-2 was to be deleted and is still there, so no new one can take its name");
        assertThat(check.reasons(FakeCluster.of(set("", 3, "db-1", "db-1") + justAsked)))
                .isEmpty();
    }

    @Test
    void isExplainedByTheNodeUnderItsPod() throws ClusterException {
        String down =
                "---\n{apiVersion: v1, kind: Node, metadata: {name: n1}, status: {conditions: [{type: Ready, status: Unknown}]}}\n";

        assertThat(check.findings(FakeCluster.of(set("", 3, "db-1", "db-1") + of("db-1") + down))
                        .get(0)
                        .dependsOn())
                .extracting(Object::toString)
                .containsExactly("StatefulSet shop/db", "Node n1");
    }
}
