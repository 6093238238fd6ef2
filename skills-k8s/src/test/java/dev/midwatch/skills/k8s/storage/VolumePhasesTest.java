package dev.midwatch.skills.k8s.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VolumePhasesTest {
    private final CheckRun check = CheckRun.of(new VolumePhases());

    private static String volume(String phase, String policy, String changed) {
        return """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: pv-1, creationTimestamp: "2025-01-01T00:00:00Z"}
                spec: {persistentVolumeReclaimPolicy: %s, claimRef: {namespace: shop, name: data}, csi: {driver: csi.example.com}}
                status: {phase: %s%s}
                """.formatted(policy, phase, changed);
    }

    private static String since(String time) {
        return ", lastPhaseTransitionTime: \"2026-01-02T%s:00Z\"".formatted(time);
    }

    private static final String LOST = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data, namespace: shop}
            spec: {volumeName: pv-1}
            status: {phase: Lost}
            """;

    @Test
    void reportsAClaimWithoutItsVolume() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(LOST))).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo("PVCLost");
            assertThat(finding.cause()).isEqualTo("the PersistentVolume pv-1 is gone or bound elsewhere");
        });
    }

    @Test
    void isSilentAboutAClaimThatIsBeingDeleted() throws ClusterException {
        String going = "{name: data, namespace: shop, deletionTimestamp: \"2026-01-02T11:59:00Z\"}";

        assertThat(check.reasons(FakeCluster.of(LOST.replace("{name: data, namespace: shop}", going))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(LOST + """
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                status: {phase: Terminating}
                """))).isEmpty();
    }

    @Test
    void reportsAVolumeThatIsNotRemoved() throws ClusterException {
        String event = """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e1, namespace: default}
                involvedObject: {apiVersion: v1, kind: PersistentVolume, name: pv-1}
                type: Warning
                reason: VolumeFailedDelete
                message: 'rpc error: volume is still attached to n1'
                lastTimestamp: "2026-01-02T11:59:00Z"
                """;

        assertThat(check.findings(FakeCluster.of(volume("Released", "Delete", since("11:00")) + event)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("PVNotRemoved");
                    assertThat(finding.summary())
                            .isEqualTo("PersistentVolume pv-1 of shop/data is released and is not removed");
                    assertThat(finding.cause()).isEqualTo("rpc error: volume is still attached to n1");
                });
        assertThat(check.findings(FakeCluster.of(volume("Failed", "Delete", since("11:00"))))
                        .get(0)
                        .cause())
                .isEqualTo("the driver csi.example.com has not answered");
    }

    @Test
    void isSilentAboutAVolumeJustReleasedKeptOrInUse() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(volume("Released", "Delete", since("11:55")))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(volume("Released", "Retain", since("01:00")))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(volume("Bound", "Delete", since("01:00")))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of("{apiVersion: v1, kind: PersistentVolume, metadata: {name: a}}")))
                .isEmpty();
    }

    @Test
    void wantsAPhaseThatIsNotDatedToLast() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(volume("Released", "Delete", "")))
                        .get(0)
                        .sustained())
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void saysThatItCannotSeeVolumes() {
        assertThat(catchThrowable(() -> check.findings(FakeCluster.of(LOST).forbid(ResourceType.PERSISTENT_VOLUMES))))
                .isInstanceOf(ClusterException.class);
    }

    @Test
    void hintsAtVolumesThatAreKeptForLong() throws ClusterException {
        CheckRun lint = CheckRun.of(new ReleasedVolumes());

        assertThat(lint.reasons(FakeCluster.of(volume("Released", "Retain", ""))))
                .containsExactly("PVReleased");
        assertThat(lint.reasons(FakeCluster.of(volume("Released", "Retain", since("01:00")))))
                .isEmpty();
    }
}
