package dev.midwatch.skills.k8s.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class VolumeAttachTest {
    private static final String VOLUME = """
            ---
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: pv-1}
            spec: {csi: {driver: csi.example.com}, claimRef: {namespace: shop, name: data}}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: n1}
            status: {conditions: [{type: Ready, status: Unknown}]}
            """;

    private final CheckRun check = CheckRun.of(new VolumeAttach());

    private static String attachment(String created, String status) {
        return """
                ---
                apiVersion: storage.k8s.io/v1
                kind: VolumeAttachment
                metadata: {name: csi-1, creationTimestamp: "2026-01-02T%s:00Z"}
                spec: {attacher: csi.example.com, nodeName: n1, source: {persistentVolumeName: pv-1}}
                status: {%s}
                """.formatted(created, status);
    }

    private static String waiting(String first, String message) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: web-2, namespace: shop, uid: p2}
                status: {phase: Pending}
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e1, namespace: shop}
                involvedObject: {apiVersion: v1, kind: Pod, namespace: shop, name: web-2, uid: p2}
                type: Warning
                reason: FailedAttachVolume
                message: '%s'
                count: 3
                firstTimestamp: "2026-01-02T%s:00Z"
                lastTimestamp: "2026-01-02T11:58:00Z"
                """.formatted(message, first);
    }

    private static final String MULTI = "Multi-Attach error for volume \"pv-1\" Volume is already used by pod(s) web-1";

    @Test
    void reportsAVolumeThatCannotBeAttached() throws ClusterException {
        String error =
                "attached: false, attachError: {message: 'rpc error: no such volume', time: \"2026-01-02T11:59:00Z\"}";

        assertThat(check.findings(FakeCluster.of(VOLUME + attachment("11:00", error))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("VolumeAttachFailed");
                    assertThat(finding.owner()).hasToString("PersistentVolumeClaim shop/data");
                    assertThat(finding.summary())
                            .isEqualTo("Volume pv-1 of PersistentVolumeClaim shop/data cannot be attached to node n1");
                    assertThat(finding.cause()).isEqualTo("rpc error: no such volume");
                    assertThat(finding.dependsOn()).extracting(Object::toString).containsExactly("Node n1");
                });
        assertThat(check.reasons(FakeCluster.of(VOLUME + attachment("11:58", error))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(VOLUME + attachment("11:00", "attached: true"))))
                .isEmpty();
    }

    @Test
    void saysWhoHoldsAVolumeThatAPodWaitsFor() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(VOLUME + attachment("09:00", "attached: true") + waiting("11:50", MULTI));

        assertThat(check.findings(cluster)).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo("VolumeHeldElsewhere");
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.summary()).isEqualTo("Pod shop/web-2 cannot have volume pv-1: another node holds it");
            assertThat(finding.cause())
                    .isEqualTo("attached to node n1, which is not ready; Volume is already used by pod(s) web-1");
            assertThat(finding.dependsOn()).extracting(Object::toString).containsExactly("Node n1", "Pod shop/web-2");
        });
    }

    @Test
    void givesTheOtherNodeTimeToLetGo() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(VOLUME + waiting("11:58", MULTI))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(VOLUME + waiting("11:00", MULTI).replace("Pending", "Running"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(VOLUME + waiting("11:00", "timed out waiting for the condition"))))
                .isEmpty();
    }
}
