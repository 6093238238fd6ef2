package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodFailedTest {
    private final CheckRun check = CheckRun.of(new PodFailed());

    private static FakeCluster pod(String phase, String... status) {
        return FakeCluster.of(PodYaml.WEB + PodYaml.pod(phase, status));
    }

    @Test
    void reportsAnEvictionWithItsResource() throws ClusterException {
        Finding finding = check.findings(pod(
                        "Failed",
                        "reason: Evicted",
                        "message: 'The node was low on resource: memory. Threshold quantity: 100Mi'"))
                .get(0);

        assertThat(finding.reason()).isEqualTo("PodEvicted");
        assertThat(finding.causeClass()).isEqualTo("memory");
        assertThat(finding.summary()).isEqualTo("Pod shop/web-1 was evicted from n1: the node ran short of memory");
        assertThat(finding.dependsOn()).extracting(Object::toString).containsExactly("Node n1");
    }

    @Test
    void forgetsTheRemainsOfYesterday() throws ClusterException {
        assertThat(check.at(CheckRun.NOON.plusSeconds(30 * 3600)).reasons(pod("Failed", "reason: Evicted")))
                .isEmpty();
    }

    @Test
    void reportsAFailedPodWithItsExit() throws ClusterException {
        FakeCluster cluster =
                pod("Failed", "containerStatuses: [{name: app, state: {terminated: {exitCode: 127, reason: Error}}}]");

        assertThat(check.findings(cluster).get(0))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly(
                        "PodFailed", "container app ended with 127 Error: a command was not found in the image");
    }

    @Test
    void blamesTheProgramAndNotTheSidecarThatWasStoppedWithIt() throws ClusterException {
        FakeCluster cluster = pod(
                "Failed",
                "initContainerStatuses: [{name: proxy, state: {terminated: {exitCode: 143, reason: Error}}}]",
                "containerStatuses: [{name: app, state: {terminated: {exitCode: 1, reason: Error}}}]");

        assertThat(check.findings(cluster))
                .extracting(Finding::cause)
                .containsExactly("container app ended with 1 Error");
    }

    @Test
    void isSilentAboutRoutineEndsThatAControllerMakesGood() throws ClusterException {
        assertThat(check.reasons(pod("Failed", "reason: Preempting"))).isEmpty();
        assertThat(check.reasons(pod(
                        "Failed",
                        "reason: Terminated",
                        "message: Pod was terminated in response to imminent node shutdown.")))
                .isEmpty();
    }

    @Test
    void leavesJobsAndSuccessesAlone() throws ClusterException {
        assertThat(check.reasons(pod("Succeeded"))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(PodYaml.podOf("batch/v1", "Job", "migrate", "Failed", "message: no"))))
                .isEmpty();
    }

    @Test
    void reportsAPodThatIsNotHeardOf() throws ClusterException {
        assertThat(check.reasons(pod("Unknown", "reason: NodeLost"))).containsExactly("PodLost");
        assertThat(check.reasons(pod(
                        "Unknown",
                        "conditions: [{type: Ready, status: Unknown, lastTransitionTime: \"2026-01-02T11:58:00Z\"}]")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The node was low on resource: ephemeral-storage. Container app was using 9Gi | ephemeral-storage |"
                        + " true",
                "The node had condition: [DiskPressure]. | ephemeral-storage | true",
                "The node was low on resource: inodes. | inodes | true",
                "Usage of EmptyDir volume tmp exceeds the limit 1Gi. | emptydir | false",
                "Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. | local-storage | false",
                "Container app exceeded its local ephemeral storage limit 1Gi. | local-storage | false",
                "something new | '' | true",
            })
    void blamesTheNodeOrThePodForAnEviction(String message, String resource, boolean node) throws ClusterException {
        Finding finding = check.findings(pod("Failed", "reason: Evicted", "message: '" + message + "'"))
                .get(0);

        assertThat(finding.causeClass()).isEqualTo(resource);
        assertThat(finding.dependsOn()).hasSize(node ? 1 : 0);
    }

    @Test
    void tellsAPodThatIsTurnedAwayOnlyWhenItHappensAgainAndAgain() throws ClusterException {
        FakeCluster cluster = pod("Failed", "reason: OutOfcpu", "message: no room");
        assertThat(check.reasons(cluster)).as("a race").isEmpty();

        for (String name : new String[] {"web-2", "web-3"}) {
            cluster.with(PodYaml.pod("Failed", "reason: OutOfcpu", "message: no room")
                    .replace("web-1", name));
        }
        assertThat(check.reasons(cluster)).hasSize(3).containsOnly("PodFailed");
    }

    @Test
    void doesNotGoOnAboutAnEvictionThatIsMadeGood() throws ClusterException {
        FakeCluster evicted = pod("Failed", "reason: Evicted", "message: 'The node was low on resource: memory.'");
        CheckRun soon = check.at(Instant.parse("2026-01-02T10:30:00Z"));

        assertThat(soon.findings(evicted)).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(check.findings(evicted)).extracting(Finding::severity).containsExactly(Severity.INFO);
    }

    @ParameterizedTest
    @CsvSource({
        "argoproj.io/v1alpha1,Workflow",
        "tekton.dev/v1,TaskRun",
        "tekton.dev/v1beta1,TaskRun",
        "tekton.dev/v1,CustomRun"
    })
    void leavesAStepThatFailsToItsPipelineAndTellsOfItsEviction(String apiVersion, String kind)
            throws ClusterException {
        String step = PodYaml.podOf(apiVersion, kind, "build-1", "Failed", "reason: %s");

        assertThat(check.reasons(FakeCluster.of(step.formatted("Error")))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(step.formatted("Evicted")))).containsExactly("PodEvicted");
    }

    @Test
    void takesARefusalForWantOfAnyResourceForARace() throws ClusterException {
        assertThat(check.reasons(pod("Failed", "reason: OutOfnvidia.com/gpu", "message: no room")))
                .isEmpty();
    }
}
