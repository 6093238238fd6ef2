package dev.midwatch.skills.k8s.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PvcPendingTest {
    private final CheckRun check = CheckRun.of(new PvcPending());

    private static String claim(String spec, String phase, String created) {
        return """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: shop, uid: c1, creationTimestamp: "%s"}
                spec: {%s}
                status: {phase: %s}
                """.formatted(created, spec, phase);
    }

    private static String storageClass(String name, String mode) {
        return """
                ---
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s}
                provisioner: csi.example.com
                volumeBindingMode: %s
                """.formatted(name, mode);
    }

    private static final String FAILED = """
            ---
            apiVersion: v1
            kind: Event
            metadata: {name: e1, namespace: shop}
            involvedObject: {apiVersion: v1, kind: PersistentVolumeClaim, namespace: shop, name: data, uid: c1}
            type: Warning
            reason: ProvisioningFailed
            message: 'failed to provision volume: out of capacity'
            firstTimestamp: "2026-01-02T11:00:00Z"
            lastTimestamp: "2026-01-02T11:59:00Z"
            """;

    @Test
    void reportsAStorageClassThatIsNotThere() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(claim("storageClassName: fast-sdd", "Pending", "2026-01-02T11:00:00Z")
                + storageClass("fast-ssd", "Immediate"));

        assertThat(check.findings(cluster).get(0))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly(
                        "PVCPending", "StorageClass fast-sdd does not exist; the nearest name there is fast-ssd");
    }

    @Test
    void quotesTheProvisioner() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(claim("storageClassName: fast", "Pending", "2026-01-02T11:00:00Z")
                + storageClass("fast", "WaitForFirstConsumer")
                + FAILED);

        assertThat(check.findings(cluster).get(0).cause()).isEqualTo("failed to provision volume: out of capacity");
    }

    @Test
    void isSilentAboutAClaimThatWaitsForItsFirstPod() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(claim("storageClassName: fast", "Pending", "2025-01-02T11:00:00Z")
                        + storageClass("fast", "WaitForFirstConsumer"))))
                .isEmpty();
    }

    @Test
    void wantsAProvisionerThatIsAskedForAPodToBeSilentForLong() throws ClusterException {
        String asked = claim("storageClassName: fast", "Pending", "2025-01-02T11:00:00Z")
                .replace("uid: c1,", "uid: c1, annotations: {volume.kubernetes.io/selected-node: n1},");

        assertThat(check.findings(FakeCluster.of(asked + storageClass("fast", "WaitForFirstConsumer"))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo("the provisioner csi.example.com has not answered");
                    assertThat(finding.sustained()).isEqualTo(Duration.ofMinutes(15));
                });
    }

    @Test
    void reportsClaimsPendingTooLong() throws ClusterException {
        String yaml = storageClass("fast", "Immediate");

        assertThat(check.findings(FakeCluster.of(
                                claim("storageClassName: fast", "Pending", "2026-01-02T11:00:00Z") + yaml))
                        .get(0)
                        .cause())
                .isEqualTo("the provisioner csi.example.com has not answered");
        assertThat(check.reasons(
                        FakeCluster.of(claim("storageClassName: fast", "Pending", "2026-01-02T11:50:00Z") + yaml)))
                .isEmpty();
    }

    @Test
    void saysWhenThereIsNoDefaultClass() throws ClusterException {
        String none = claim("accessModes: []", "Pending", "2026-01-02T11:00:00Z");

        assertThat(check.findings(FakeCluster.of(none)).get(0).cause())
                .isEqualTo("it names no StorageClass, and none is the default");
        assertThat(check.findings(FakeCluster.of(none).forbid(ResourceType.STORAGE_CLASSES))
                        .get(0)
                        .cause())
                .isEqualTo("it names no StorageClass");
    }

    @Test
    void isSilentAboutBoundClaims() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(claim("storageClassName: gone", "Bound", "2026-01-02T11:00:00Z"))))
                .isEmpty();
    }

    @Test
    void countsFromTheFirstFailureOfAnOldClaim() throws ClusterException {
        String old = claim("storageClassName: fast", "Pending", "2025-01-02T11:00:00Z")
                + storageClass("fast", "WaitForFirstConsumer");

        assertThat(check.reasons(FakeCluster.of(old + FAILED.replace("T11:00", "T11:59"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(old + FAILED))).containsExactly("PVCPending");
    }

    @Test
    void wantsToSeeForAWhileThatAClassIsGone() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(claim("storageClassName: gone", "Pending", "2026-01-02T11:00:00Z"))))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ofMinutes(2));
    }

    private static FakeCluster claims(String className, String... names) {
        FakeCluster cluster = FakeCluster.of(storageClass("fast", "Immediate"));
        for (String name : names) {
            cluster.with(claim("storageClassName: " + className, "Pending", "2026-01-02T11:00:00Z")
                    .replace("name: data,", "name: " + name + ","));
        }
        return cluster;
    }

    @Test
    void tellsOnceOfAClassThatGivesNobodyAVolume() throws ClusterException {
        Finding first = check.findings(claims("fast", "a", "b", "c", "d")).get(0);

        assertThat(first.reason()).isEqualTo("StorageClassFailing");
        assertThat(first.subject()).hasToString("StorageClass fast");
        assertThat(first.summary()).isEqualTo("StorageClass fast gives no volume to 4 claims");
        assertThat(first.cause()).isEqualTo("the provisioner csi.example.com has not answered");
        assertThat(first.evidence().get("claims"))
                .contains("PersistentVolumeClaim shop/a")
                .contains("shop/d");
        assertThat(check.findings(claims("fast", "a", "b", "c")))
                .filteredOn(finding -> finding.dependsOn().contains(first.subject()))
                .hasSize(3);
    }

    @Test
    void tellsOnceOfAClassThatIsNotThere() throws ClusterException {
        assertThat(check.findings(claims("slow", "a", "b", "c")).get(0))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly("StorageClassFailing", "StorageClass slow does not exist; there is only fast");
    }

    @Test
    void doesNotBlameAClassForTwoOrForVolumesOfTheirOwn() throws ClusterException {
        assertThat(check.reasons(claims("fast", "a", "b"))).containsOnly("PVCPending");
        assertThat(check.reasons(claims("fast, volumeName: gone", "a", "b", "c")))
                .containsOnly("PVCPending");
    }

    @Test
    void doesNotTakeAClassThatItCannotSeeForOneThatBindsAtOnce() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(claim("storageClassName: fast", "Pending", "2026-01-02T09:00:00Z")
                        + storageClass("fast", "WaitForFirstConsumer"))
                .forbid(ResourceType.STORAGE_CLASSES);

        assertThat(check.reasons(cluster)).isEmpty();
        assertThat(check.reasons(cluster.with(FAILED))).containsExactly("PVCPending");
    }

    @Test
    void reportsAVolumeThatIsAskedForByNameWhateverTheClassWaitsFor() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(
                        claim("storageClassName: fast, volumeName: gone", "Pending", "2026-01-02T09:00:00Z")
                                + storageClass("fast", "WaitForFirstConsumer"))))
                .extracting(Finding::cause)
                .containsExactly("the volume gone it asks for is not there or is bound elsewhere");
    }

    @Test
    void doesNotBlameAProvisionerWhereVolumesAreMadeByHand() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(claim("storageClassName: local", "Pending", "2026-01-02T09:00:00Z")
                        + storageClass("local", "Immediate")
                                .replace("csi.example.com", "kubernetes.io/no-provisioner"))))
                .extracting(Finding::cause)
                .containsExactly("volumes of StorageClass local are made by hand, and none fits");
    }
}
