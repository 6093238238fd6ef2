package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestingTest {
    private final CheckRun check = CheckRun.of(new Resting());

    private static String object(String type, String metadata, String spec) {
        String[] versionAndKind = type.split(" ");
        return """
                ---
                apiVersion: %s
                kind: %s
                metadata: {name: web, namespace: shop, creationTimestamp: "2025-12-01T00:00:00Z"%s}
                spec: {%s}
                """.formatted(versionAndKind[0], versionAndKind[1], metadata, spec);
    }

    @ParameterizedTest
    @CsvSource({
        "apps/v1 Deployment, replicas: 0, ScaledToZero",
        "apps/v1 StatefulSet, replicas: 0, ScaledToZero",
        "batch/v1 CronJob, suspend: true, CronJobSuspended",
        "batch/v1 Job, suspend: true, JobSuspended",
    })
    void mentionsWhatRests(String type, String spec, String reason) throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(object(type, "", spec)))).containsExactly(reason);
    }

    @Test
    void isSilentAboutWhatAutoscalersScaleAndQueuesHold() throws ClusterException {
        String asleep = object("apps/v1 Deployment", "", "replicas: 0");

        assertThat(check.reasons(FakeCluster.of(
                        asleep + object("keda.sh/v1alpha1 ScaledObject", "", "scaleTargetRef: {name: web}"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(asleep
                        + object(
                                "autoscaling/v2 HorizontalPodAutoscaler",
                                "",
                                "scaleTargetRef: {kind: Deployment, name: web}"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(
                        object("batch/v1 Job", ", labels: {kueue.x-k8s.io/queue-name: q}", "suspend: true"))))
                .isEmpty();
    }

    @Test
    void isSilentAboutWhatWorksAndIsLeftOutOfAnOrdinaryScan() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(object("apps/v1 Deployment", "", "replicas: 1")
                        + object("apps/v1 StatefulSet", "", "serviceName: db")
                        + object("batch/v1 CronJob", "", "suspend: false"))))
                .isEmpty();
        assertThat(new Resting().lint()).isTrue();
    }
}
