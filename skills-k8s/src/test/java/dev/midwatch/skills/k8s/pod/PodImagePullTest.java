package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class PodImagePullTest {
    private static final String WAITING =
            "state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image \"registry.example.com/web:1\"'}}";

    private final CheckRun check = CheckRun.of(new PodImagePull());

    private static String event(String message) {
        return """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e1, namespace: shop}
                involvedObject: {apiVersion: v1, kind: Pod, namespace: shop, name: web-1, uid: p1}
                type: Warning
                reason: Failed
                message: '%s'
                lastTimestamp: "2026-01-02T11:59:00Z"
                """.formatted(message);
    }

    @Test
    void reportsAnImageThatIsNotThereAndTakesTheCauseFromTheEvent() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(
                PodYaml.withContainer(WAITING)
                        + event(
                                "Failed to pull image \"registry.example.com/web:1\": rpc error: code = NotFound desc = registry.example.com/web:1: not found"));

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.reason()).isEqualTo("ImagePullBackOff");
        assertThat(finding.summary())
                .isEqualTo("Pod shop/web-1 cannot pull image registry.example.com/web:1 for container app");
        assertThat(finding.cause()).isEqualTo("the registry has no such image or tag");
        assertThat(finding.owner().name()).isEqualTo("web");
    }

    @Test
    void tellsRefusedCredentialsFromAMissingImage() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(PodYaml.withContainer(WAITING)
                + event("Failed to pull image \"registry.example.com/web:1\": failed to authorize: 401 Unauthorized"));

        assertThat(check.findings(cluster).get(0).cause()).startsWith("the registry refuses the credentials");
    }

    @Test
    void standsWhenEventsCannotBeSeen() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(PodYaml.withContainer(WAITING)).forbid(ResourceType.EVENTS);

        assertThat(check.findings(cluster).get(0).cause()).isEqualTo("the image cannot be pulled");
    }

    @Test
    void isSilentWhileAYoungPodPulls() throws ClusterException {
        String young = PodYaml.withContainer(WAITING).replace("2026-01-02T10:00:00Z", "2026-01-02T11:59:00Z");

        assertThat(check.reasons(FakeCluster.of(young))).isEmpty();
    }

    @Test
    void isSilentAboutContainersThatAreMerelyCreated() throws ClusterException {
        assertThat(check.reasons(
                        FakeCluster.of(PodYaml.withContainer("state: {waiting: {reason: ContainerCreating}}"))))
                .isEmpty();
    }
}
