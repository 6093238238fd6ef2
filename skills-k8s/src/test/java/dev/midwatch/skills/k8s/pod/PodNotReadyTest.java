package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class PodNotReadyTest {
    private static final String UNHEALTHY = """
            ---
            apiVersion: v1
            kind: Event
            metadata: {name: e1, namespace: shop}
            involvedObject: {apiVersion: v1, kind: Pod, namespace: shop, name: web-1, uid: p1}
            type: Warning
            reason: Unhealthy
            message: 'Readiness probe failed: HTTP probe failed with statuscode: 503'
            count: 40
            lastTimestamp: "2026-01-02T11:59:50Z"
            """;

    private final CheckRun check = CheckRun.of(new PodNotReady());

    private static String running(String since, String container) {
        return PodYaml.WEB
                + PodYaml.pod(
                        "Running",
                        "conditions: [{type: Ready, status: \"False\", reason: ContainersNotReady, message: 'containers with unready status: [app]', lastTransitionTime: \"%s\"}]"
                                .formatted(since),
                        "containerStatuses: [{name: app, %s}]".formatted(container));
    }

    @Test
    void reportsAFailingProbeAfterFiveMinutes() throws ClusterException {
        String yaml = running("2026-01-02T11:54:00Z", "ready: false, state: {running: {}}");

        Finding finding = check.findings(FakeCluster.of(yaml + UNHEALTHY)).get(0);

        assertThat(finding.reason()).isEqualTo("PodNotReady");
        assertThat(finding.cause()).isEqualTo("Readiness probe failed: HTTP probe failed with statuscode: 503");
        assertThat(check.reasons(FakeCluster.of(yaml)))
                .as("nothing says why yet")
                .isEmpty();
    }

    @Test
    void reportsItWithoutAnEventAfterFifteen() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(running("2026-01-02T11:40:00Z", "ready: false, state: {running: {}}"))))
                .containsExactly("PodNotReady");
    }

    @Test
    void isSilentWhileAProgramStarts() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(
                        running("2026-01-02T11:58:00Z", "ready: false, state: {running: {}}") + UNHEALTHY)))
                .isEmpty();
    }

    @Test
    void leavesCrashesAndJobsToTheirChecks() throws ClusterException {
        String crashing =
                "ready: false, restartCount: 5, state: {running: {}}, lastState: {terminated: {exitCode: 1, reason: Error,"
                        + " startedAt: \"2026-01-02T11:57:00Z\", finishedAt: \"2026-01-02T11:58:00Z\"}}";
        String job = PodYaml.podOf(
                "batch/v1",
                "Job",
                "migrate",
                "Running",
                "conditions: [{type: Ready, status: \"False\", lastTransitionTime: \"2026-01-02T10:00:00Z\"}]",
                "containerStatuses: [{name: app, ready: false, state: {running: {}}}]");

        assertThat(check.reasons(FakeCluster.of(running("2026-01-02T11:00:00Z", crashing) + UNHEALTHY)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(job))).isEmpty();
    }

    @Test
    void reportsAReadinessGateThatStaysShut() throws ClusterException {
        String gated = running("2026-01-02T11:00:00Z", "ready: true, state: {running: {}}")
                .replace("reason: ContainersNotReady", "reason: ReadinessGatesNotReady");

        assertThat(check.findings(FakeCluster.of(gated)))
                .extracting(Finding::causeClass)
                .containsExactly("gate");
    }

    @Test
    void leavesAPodOfADeadNodeToTheNode() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(running("2026-01-02T11:00:00Z", "ready: true, state: {running: {}}"))))
                .isEmpty();
    }

    @Test
    void addsTheErrorLineOfTheLogAsEvidenceAndNeverTellsItAlone() throws ClusterException {
        String unready = running("2026-01-02T11:50:00Z", "ready: false, state: {running: {}}") + UNHEALTHY;
        String log = "ready to serve\nERROR cannot reach db:5432\nretrying";

        assertThat(check.findings(FakeCluster.of(unready).log("shop", "web-1", "app", false, log))
                        .get(0)
                        .evidence())
                .containsEntry("log", "ERROR cannot reach db:5432")
                .containsEntry("probe failures", "40");
        assertThat(check.findings(FakeCluster.of(unready).log("shop", "web-1", "app", false, "all is well"))
                        .get(0)
                        .evidence())
                .doesNotContainKey("log");
        assertThat(check.reasons(FakeCluster.of(unready.replace("status: \"False\"", "status: \"True\""))
                        .log("shop", "web-1", "app", false, log)))
                .isEmpty();
    }

    @Test
    void givesAProgramTheTimeThatItsStartupProbeGives() throws ClusterException {
        String startup = UNHEALTHY.replace("Readiness probe", "Startup probe");
        String container = "ready: false, state: {running: {}}";

        assertThat(check.reasons(FakeCluster.of(running("2026-01-02T11:50:00Z", container) + startup)))
                .isEmpty();
        assertThat(check.findings(FakeCluster.of(running("2026-01-02T11:40:00Z", container) + startup)))
                .extracting(Finding::cause)
                .containsExactly("Startup probe failed: HTTP probe failed with statuscode: 503");
    }

    @Test
    void countsFromTheMomentItsNodeIsUp() throws ClusterException {
        String node = """
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                status: {conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-02T11:%s:00Z"}]}
                """;
        String yaml = running("2026-01-02T11:30:00Z", "ready: false, state: {running: {}}") + UNHEALTHY;

        assertThat(check.reasons(FakeCluster.of(yaml + node.formatted("57")))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(yaml + node.formatted("52")))).containsExactly("PodNotReady");
    }

    @Test
    void reportsASidecarThatIsNotReady() throws ClusterException {
        String sidecar = running("2026-01-02T11:50:00Z", "ready: true, state: {running: {}}")
                + "  initContainerStatuses: [{name: load, ready: true, state: {terminated: {exitCode: 0}}},"
                + " {name: proxy, ready: false, state: {running: {}}}]\n";

        assertThat(check.findings(FakeCluster.of(sidecar + UNHEALTHY)))
                .extracting(Finding::summary)
                .containsExactly("Pod shop/web-1 runs and is not ready: container proxy");
        assertThat(check.reasons(FakeCluster.of(sidecar.replace("proxy, ready: false", "proxy, ready: true")
                        .replace("\"False\"", "\"True\""))))
                .isEmpty();
    }
}
