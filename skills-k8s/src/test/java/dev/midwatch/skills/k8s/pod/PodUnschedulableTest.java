package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodUnschedulableTest {
    private final CheckRun check = CheckRun.of(new PodUnschedulable());

    private static String pending(String reason, String message, String since) {
        return PodYaml.WEB
                + PodYaml.pod(
                                "Pending",
                                "conditions: [{type: PodScheduled, status: \"False\", reason: %s, message: '%s', lastTransitionTime: \"%s\"}]"
                                        .formatted(reason, message, since))
                        .replace("  nodeName: n1\n", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0/3 nodes are available: 1 node(s) had untolerated taint {a: b}, 2 Insufficient memory. preemption: 0/3 nodes are available: 3 No preemption victims found. | memory",
                "0/3 nodes are available: 3 Insufficient cpu. | cpu",
                "0/3 nodes are available: 3 Insufficient nvidia.com/gpu. | gpu",
                "0/3 nodes are available: 3 node(s) had untolerated taint {dedicated: db}. | taint",
                "0/3 nodes are available: 3 node(s) didn''t match Pod''s node affinity/selector. | affinity",
                "0/3 nodes are available: 3 node(s) didn''t match pod anti-affinity rules. | anti-affinity",
                "0/3 nodes are available: 3 Too many pods. | pods",
                "0/3 nodes are available: 3 node(s) were unschedulable. | cordoned",
                "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found | volume",
                "no nodes available to schedule pods | no-nodes",
            })
    void classifiesWhatTheSchedulerSays(String message, String causeClass) throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(pending("Unschedulable", message, "2026-01-02T11:00:00Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("Unschedulable");
        assertThat(finding.causeClass()).isEqualTo(causeClass);
        assertThat(finding.cause()).doesNotContain("preemption");
    }

    @Test
    void dependsOnTheClaimItWaitsFor() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(pending(
                        "Unschedulable", "pod has unbound immediate PersistentVolumeClaims", "2026-01-02T11:00:00Z")))
                .get(0);

        assertThat(finding.dependsOn())
                .containsExactly(ObjectRef.of(ResourceType.PERSISTENT_VOLUME_CLAIMS, "shop", "data"));
    }

    @Test
    void givesTheAutoscalerTime() throws ClusterException {
        assertThat(check.reasons(
                        FakeCluster.of(pending("Unschedulable", "3 Insufficient cpu", "2026-01-02T11:57:00Z"))))
                .isEmpty();
    }

    @Test
    void isSilentAboutPodsThatAreHeldBackOnPurpose() throws ClusterException {
        assertThat(check.reasons(
                        FakeCluster.of(pending("SchedulingGated", "waiting for a gate", "2026-01-02T11:00:00Z"))))
                .isEmpty();
    }
}
