package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LivenessKillsTest {
    private static final String KILLED =
            "restartCount: 4, ready: true, state: {running: {startedAt: \"2026-01-02T11:56:00Z\"}}, lastState: {terminated:"
                    + " {exitCode: 137, reason: Error, startedAt: \"2026-01-02T11:00:00Z\", finishedAt: \"2026-01-02T11:55:50Z\"}}";
    private static final String REFUSED =
            "Liveness probe failed: Get \"http://10.42.0.7:8081/healthz\": dial tcp 10.42.0.7:8081: connect: connection refused";

    private final CheckRun check = CheckRun.of(new PodCrashLoop());

    private static String unhealthy(String message) {
        return """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e1, namespace: shop}
                involvedObject: {apiVersion: v1, kind: Pod, namespace: shop, name: web-1, uid: p1, fieldPath: "spec.containers{app}"}
                type: Warning
                reason: Unhealthy
                message: '%s'
                count: 12
                firstTimestamp: "2026-01-02T11:30:00Z"
                lastTimestamp: "2026-01-02T11:55:20Z"
                """.formatted(message);
    }

    private static FakeCluster pod(String status, String event) {
        return FakeCluster.of(PodYaml.withContainer(status) + event);
    }

    @Test
    void tellsAKillByTheLivenessProbeInTheWordsOfTheProbe() throws ClusterException {
        Finding finding = check.findings(
                        pod(KILLED, unhealthy("Liveness probe failed: HTTP probe failed with statuscode: 500")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("LivenessKilled");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.summary())
                .isEqualTo("Container app of Pod shop/web-1 was killed by its liveness probe and runs again");
        assertThat(finding.cause()).isEqualTo("Liveness probe failed: HTTP probe failed with statuscode: 500");
        assertThat(finding.evidence()).containsEntry("probe failures", "12");
    }

    @Test
    void isCriticalAndTheSameProblemWhileItLoops() throws ClusterException {
        String looping = KILLED.replaceAll("running: \\{[^}]*}", "waiting: {reason: CrashLoopBackOff}");
        Finding finding = check.findings(pod(looping, unhealthy("Startup probe failed: timeout")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("LivenessKilled");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.summary()).endsWith("is killed by its startup probe again and again");
    }

    @Test
    void namesThePortThatTheContainerDoesNotOpenWhenNobodyAnswersThere() throws ClusterException {
        String spec = PodYaml.withContainer(KILLED)
                .replace(
                        "resources: {limits",
                        "ports: [{containerPort: 8080, name: http}], livenessProbe: {httpGet: {port: 8081}}, resources: {limits");

        assertThat(check.findings(FakeCluster.of(spec + unhealthy(REFUSED)))
                        .get(0)
                        .cause())
                .startsWith("it asks port 8081, but the container opens 8080 (http): Liveness probe failed");
        assertThat(check.findings(FakeCluster.of(spec.replace("port: 8081", "port: http") + unhealthy(REFUSED)))
                        .get(0)
                        .cause())
                .as("that port is open by name")
                .startsWith("Liveness probe failed");
        assertThat(check.findings(FakeCluster.of(spec + unhealthy("Liveness probe failed: statuscode: 503")))
                        .get(0)
                        .cause())
                .as("somebody answers there, so the port is open")
                .startsWith("Liveness probe failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Readiness probe failed: HTTP probe failed with statuscode: 500",
                "Container runtime is busy",
            })
    void doesNotTakeAnotherEventForAKill(String message) throws ClusterException {
        assertThat(check.reasons(pod(KILLED, unhealthy(message)))).containsExactly("ContainerCrashed");
    }

    @Test
    void leavesAProgramThatEndedByItselfToItsExit() throws ClusterException {
        String own = KILLED.replace("exitCode: 137", "exitCode: 1");

        assertThat(check.reasons(pod(own, unhealthy(REFUSED)))).containsExactly("ContainerCrashed");
    }

    @Test
    void isSilentAboutAProbeThatFailedWithoutKilling() throws ClusterException {
        assertThat(check.reasons(pod("restartCount: 0, ready: true, state: {running: {}}", unhealthy(REFUSED))))
                .isEmpty();
    }

    @Test
    void doesNotBlameAProbeThatFailedFirstAfterTheEnd() throws ClusterException {
        String earlier = KILLED.replace("exitCode: 137, reason: Error", "exitCode: 0, reason: Completed")
                .replace("11:55:50", "11:20:00");

        assertThat(check.reasons(pod(earlier, unhealthy(REFUSED)))).isEmpty();
    }
}
