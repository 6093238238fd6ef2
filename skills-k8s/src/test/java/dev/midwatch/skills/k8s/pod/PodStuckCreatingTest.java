package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class PodStuckCreatingTest {
    private final CheckRun check = CheckRun.of(new PodStuckCreating());

    private static String creating(String reason, String notReadySince) {
        return PodYaml.WEB
                + PodYaml.pod(
                        "Pending",
                        "conditions: [{type: Ready, status: \"False\", lastTransitionTime: \"%s\"}]"
                                .formatted(notReadySince),
                        "containerStatuses: [{name: app, state: {waiting: {reason: %s}}}]".formatted(reason));
    }

    private static String event(String reason, String message) {
        return """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e1, namespace: shop}
                involvedObject: {apiVersion: v1, kind: Pod, namespace: shop, name: web-1, uid: p1}
                type: Warning
                reason: %s
                message: '%s'
                count: 9
                lastTimestamp: "2026-01-02T11:59:00Z"
                """.formatted(reason, message);
    }

    @Test
    void reportsAVolumeThatDoesNotMountAndDependsOnWhatIsMissing() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(creating("ContainerCreating", "2026-01-02T11:50:00Z")
                        + event(
                                "FailedMount",
                                "MountVolume.SetUp failed for volume \"v\" : secret \"web-tls\" not found")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("PodStuckCreating");
        assertThat(finding.causeClass()).isEqualTo("volume");
        assertThat(finding.dependsOn()).containsExactly(ObjectRef.of(ResourceType.SECRETS, "shop", "web-tls"));
        assertThat(finding.evidence()).containsEntry("event", "FailedMount, 9 times");
    }

    @Test
    void dependsOnItsClaimsWhereTheMessageNamesNothing() throws ClusterException {
        assertThat(check.findings(
                                FakeCluster.of(
                                        creating("ContainerCreating", "2026-01-02T11:50:00Z")
                                                + event(
                                                        "FailedAttachVolume",
                                                        "Multi-Attach error for volume \"pv-1\" Volume is already used by pod(s) web-0")))
                        .get(0)
                        .dependsOn())
                .containsExactly(ObjectRef.of(ResourceType.PERSISTENT_VOLUME_CLAIMS, "shop", "data"));
    }

    @Test
    void tellsNetworkTroubleApart() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(creating("ContainerCreating", "2026-01-02T11:50:00Z")
                        + event("FailedCreatePodSandBox", "plugin type=\"flannel\" failed (add): no such file"))))
                .extracting(Finding::causeClass)
                .containsExactly("sandbox");
    }

    @Test
    void givesPodsTimeToStart() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(creating("ContainerCreating", "2026-01-02T11:50:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of((creating("ContainerCreating", "2026-01-02T11:59:00Z")
                                + event("FailedMount", "timed out waiting for the condition"))
                        .replace("2026-01-02T10:00:00Z", "2026-01-02T11:59:00Z"))))
                .isEmpty();
    }

    @Test
    void reportsAWaitWithoutEnd() throws ClusterException {
        String initializing = PodYaml.WEB
                + PodYaml.pod(
                        "Pending",
                        "conditions: [{type: Ready, status: \"False\", lastTransitionTime: \"2026-01-02T10:00:00Z\"}]",
                        "initContainerStatuses: [{name: wait-for-db, state: {running: {startedAt: \"2026-01-02T10:00:00Z\"}}}]",
                        "containerStatuses: [{name: app, state: {waiting: {reason: PodInitializing}}}]");

        assertThat(check.findings(FakeCluster.of(initializing)).get(0))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly("ContainerWaiting", "init container wait-for-db has not finished");
    }

    @Test
    void leavesWaitsAloneThatHaveACheckOfTheirOwn() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(creating("ImagePullBackOff", "2026-01-02T09:00:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(creating("CrashLoopBackOff", "2026-01-02T09:00:00Z"))))
                .isEmpty();
    }

    @Test
    void takesATroubleThatIsOverForHistory() throws ClusterException {
        String creating = creating("ContainerCreating", "2026-01-02T11:50:00Z");
        String event = event("FailedMount", "object \"shop\"/\"kube-root-ca.crt\" not registered");
        String conditions = "conditions: [{type: PodReadyToStartContainers, status: \"%s\"}, ";

        assertThat(check.reasons(
                        FakeCluster.of(creating.replace("conditions: [", conditions.formatted("True")) + event)))
                .as("it pulls a large image")
                .isEmpty();
        assertThat(check.reasons(
                        FakeCluster.of(creating.replace("conditions: [", conditions.formatted("False")) + event)))
                .containsExactly("PodStuckCreating");
        assertThat(check.reasons(FakeCluster.of(creating + event.replace("11:59:00", "11:40:00"))))
                .as("of a kubelet that does not say so, the age of the event counts")
                .isEmpty();
    }
}
