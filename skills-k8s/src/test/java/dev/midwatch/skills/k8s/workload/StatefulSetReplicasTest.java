package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatefulSetReplicasTest {
    private static final String SERVICE =
            "\n---\n{apiVersion: v1, kind: Service, metadata: {name: db, namespace: shop}}\n";
    private static final String CLASS =
            "\n---\n{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast}}\n";

    private final CheckRun check = CheckRun.of(new StatefulSetReplicas());

    private static String set(int ready, String updateRevision) {
        return """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: shop, uid: s1, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec:
                  replicas: 3
                  serviceName: db
                  volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: fast}}]
                status: {replicas: 3, readyReplicas: %d, currentRevision: db-1, updateRevision: %s}
                """.formatted(ready, updateRevision);
    }

    private static String unready(String since) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: db-2
                  namespace: shop
                  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: s1, controller: true}]
                status: {phase: Running, conditions: [{type: Ready, status: "False", lastTransitionTime: "%s"}]}
                """.formatted(since);
    }

    @Test
    void reportsASetWhosePodIsNotReadyForLong() throws ClusterException {
        Finding finding = check.findings(
                        FakeCluster.of(set(2, "db-1") + SERVICE + CLASS + unready("2026-01-02T11:00:00Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("StatefulSetReplicasShort");
        assertThat(finding.summary()).isEqualTo("StatefulSet shop/db has 2 of 3 pods ready");
        assertThat(finding.cause()).isEqualTo("Pod shop/db-2 is not ready");
        assertThat(finding.dependsOn()).extracting(Object::toString).containsExactly("StatefulSet shop/db");
    }

    @Test
    void tellsAnUpdateThatStandsStill() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(set(2, "db-2") + SERVICE + CLASS + unready("2026-01-02T11:00:00Z"))))
                .containsExactly("StatefulSetUpdateStuck");
    }

    @Test
    void isSilentWhileAPodStarts() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(set(2, "db-2") + SERVICE + CLASS + unready("2026-01-02T11:55:00Z"))))
                .isEmpty();
    }

    @Test
    void isSilentAboutACompleteSet() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(set(3, "db-1") + SERVICE))).isEmpty();
    }

    @Test
    void reportsAServiceThatIsNotThereUnlessServicesAreHidden() throws ClusterException {
        String shortOfOne = set(2, "db-1") + CLASS + unready("2026-01-02T11:00:00Z");

        assertThat(check.findings(FakeCluster.of(shortOfOne)))
                .extracting(Finding::reason, finding -> finding.subject().toString(), Finding::sustained)
                .contains(tuple("StatefulSetServiceMissing", "Service shop/db", Duration.ofMinutes(5)));
        assertThat(check.reasons(FakeCluster.of(shortOfOne).forbid(ResourceType.SERVICES)))
                .containsExactly("StatefulSetReplicasShort");
    }

    @Test
    void mentionsAServiceThatNobodyMissesOnlyWhenAskedForHygiene() throws ClusterException {
        CheckRun lint = CheckRun.of(new GoverningService());

        assertThat(new GoverningService().lint()).isTrue();
        assertThat(check.reasons(FakeCluster.of(set(3, "db-1")))).isEmpty();
        assertThat(lint.findings(FakeCluster.of(set(3, "db-1"))))
                .extracting(Finding::reason, Finding::severity)
                .containsExactly(tuple("StatefulSetServiceMissing", Severity.INFO));
        assertThat(lint.reasons(FakeCluster.of(set(3, "db-1") + SERVICE))).isEmpty();
        assertThat(lint.reasons(FakeCluster.of(set(2, "db-1")))).isEmpty();
    }

    @Test
    void tellsPodsThatNobodyMakesOnceItLasts() throws ClusterException {
        String notMade =
                set(2, "db-1").replace("replicas: 3, readyReplicas", "replicas: 2, readyReplicas") + SERVICE + CLASS;

        assertThat(check.findings(FakeCluster.of(notMade)))
                .extracting(Finding::reason, Finding::cause, Finding::sustained)
                .containsExactly(
                        tuple("StatefulSetReplicasShort", "only 2 of its pods are there", Duration.ofMinutes(10)));
        assertThat(check.reasons(FakeCluster.of(notMade.replace("replicas: 2, readyReplicas: 2, ", ""))))
                .as("its controller has not looked at it")
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(notMade.replace("2026-01-01T00:00:00Z", "2026-01-02T11:55:00Z"))))
                .isEmpty();
    }

    @Test
    void reportsAStorageClassThatIsNotThereWhileVolumesAreMissing() throws ClusterException {
        Finding finding =
                check.findings(FakeCluster.of(set(2, "db-1") + SERVICE)).get(0);

        assertThat(finding.reason()).isEqualTo("StatefulSetStorageClassMissing");
        assertThat(finding.dependsOn())
                .extracting(Object::toString)
                .containsExactly(
                        "PersistentVolumeClaim shop/data-db-0",
                        "PersistentVolumeClaim shop/data-db-1",
                        "PersistentVolumeClaim shop/data-db-2");
    }
}
