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

    private static FakeCluster pulls(String message, String... images) {
        FakeCluster cluster = FakeCluster.empty();
        for (int i = 0; i < images.length; i++) {
            cluster.with("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web-%d, namespace: shop, creationTimestamp: "2026-01-02T10:00:00Z"}
                    spec: {imagePullSecrets: [{name: registry}]}
                    status: {phase: Pending, containerStatuses: [{name: app, image: "%s", state: {waiting: {reason: ErrImagePull, message: "%s"}}}]}
                    """.formatted(i, images[i], message));
        }
        return cluster;
    }

    @Test
    void blamesARegistryThatLetsSeveralWorkloadsDown() throws ClusterException {
        FakeCluster cluster = pulls(
                "dial tcp: lookup registry.example.com: no such host",
                "registry.example.com/a:1",
                "registry.example.com/b:1",
                "registry.example.com/c:1",
                "docker.io/d:1");

        Finding first = check.findings(cluster).get(0);

        assertThat(first.reason()).isEqualTo("RegistryUnavailable");
        assertThat(first.summary()).isEqualTo("Registry registry.example.com gives no images to 3 workloads");
        assertThat(first.cause()).isEqualTo("the registry's name does not resolve");
        assertThat(check.findings(cluster).stream()
                        .filter(finding -> finding.dependsOn().contains(first.subject())))
                .hasSize(3);
    }

    @Test
    void doesNotBlameARegistryForImagesItDoesNotHaveOrForTwo() throws ClusterException {
        assertThat(check.reasons(pulls("manifest unknown", "x.io/a", "x.io/b", "x.io/c")))
                .containsOnly("ImagePullBackOff");
        assertThat(check.reasons(pulls("no such host", "x.io/a", "x.io/b", "y.io/c")))
                .containsOnly("ImagePullBackOff");
    }

    @Test
    void dependsOnThePullSecretsWhenTheRegistryRefuses() throws ClusterException {
        assertThat(check.findings(pulls("401 Unauthorized", "x.io/a")).get(0).dependsOn())
                .extracting(Object::toString)
                .containsExactly("Secret shop/registry");
        assertThat(check.findings(pulls("no such host", "x.io/a")).get(0).dependsOn())
                .isEmpty();
    }

    @Test
    void knowsTheRegistryOfAnImage() {
        assertThat(Registry.of("nginx").host()).isEqualTo("docker.io");
        assertThat(Registry.of("library/nginx:1").host()).isEqualTo("docker.io");
        assertThat(Registry.of("localhost/web").host()).isEqualTo("localhost");
        assertThat(Registry.of("registry.example.com:5000/team/web@sha256:0").host())
                .isEqualTo("registry.example.com:5000");
    }

    @Test
    void blamesTheTokenOfARegistryThatRefusesSeveralWorkloads() throws ClusterException {
        Finding first = check.findings(pulls("401 Unauthorized", "x.io/a", "x.io/b", "x.io/c"))
                .get(0);

        assertThat(first.reason()).isEqualTo("RegistryUnavailable");
        assertThat(first.cause()).startsWith("the registry refuses the credentials");
        assertThat(first.evidence()).containsEntry("workloads", "Pod shop/web-0, Pod shop/web-1, Pod shop/web-2");
        assertThat(first.dependsOn())
                .as("a pull secret that is not there explains it")
                .extracting(Object::toString)
                .containsExactly("Secret shop/registry");
        assertThat(check.reasons(pulls("401 Unauthorized", "x.io/a", "x.io/b"))).containsOnly("ImagePullBackOff");
    }

    @Test
    void readsNoAnswerOfTheRegistryInOtherNumbers() throws ClusterException {
        assertThat(check.findings(pulls("short read: got 14040 of 24290 bytes, 4010 to go", "x.io/a"))
                        .get(0)
                        .cause())
                .isEqualTo("the image cannot be pulled");
        assertThat(check.findings(pulls("unexpected status: 404", "x.io/a"))
                        .get(0)
                        .cause())
                .isEqualTo("the registry has no such image or tag");
    }

    @Test
    void givesTimeAfterItsNodeHasComeUp() throws ClusterException {
        String node = """
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                status: {conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-02T11:%s:00Z"}]}
                """;
        String pulling = PodYaml.withContainer(WAITING);

        assertThat(check.reasons(FakeCluster.of(pulling + node.formatted("58"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(pulling + node.formatted("50"))))
                .containsExactly("ImagePullBackOff");
    }

    @Test
    void doesNotReadANumberWithinAnotherAsAnAnswerOfTheRegistry() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(
                PodYaml.withContainer(WAITING)
                        + event(
                                "Failed to pull image \"registry.example.com/web:1\": dial tcp 10.140.42.9:54031: i/o timeout"));

        assertThat(check.findings(cluster).get(0).cause()).isEqualTo("the registry cannot be reached");
    }
}
