package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodCrashLoopTest {
    private static final String LOOPING =
            "restartCount: 7, state: {waiting: {reason: CrashLoopBackOff, message: back-off 5m0s}},"
                    + " lastState: {terminated: {exitCode: 1, reason: Error, startedAt: \"2026-01-02T11:57:00Z\", finishedAt: \"2026-01-02T11:58:00Z\"}}";

    private final CheckRun check = CheckRun.of(new PodCrashLoop());

    @Test
    void reportsACrashLoopWithExitAndLastWords() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(PodYaml.withContainer(LOOPING))
                .log("shop", "web-1", "app", true, "starting\nERROR bad value for LOG_LEVEL\n\tat Main.main\nbye");

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.reason()).isEqualTo("CrashLoopBackOff");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.owner().toString()).isEqualTo("Deployment shop/web");
        assertThat(finding.summary()).isEqualTo("Container app of Pod shop/web-1 keeps crashing");
        assertThat(finding.cause()).isEqualTo("exit 1 Error: ERROR bad value for LOG_LEVEL");
        assertThat(finding.evidence()).containsEntry("restarts", "7").containsKey("log");
        assertThat(finding.look()).isEqualTo("kubectl -n shop logs web-1 -c app --previous");
        assertThat(finding.dependsOn()).isEmpty();
        assertThat(finding.remedy()).isEmpty();
    }

    @Test
    void dependsOnItsNodeOnlyIfThatIsDown() throws ClusterException {
        String node = """
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                status: {conditions: [{type: Ready, status: "%s"}]}
                """;
        String looping = PodYaml.withContainer(LOOPING);

        assertThat(check.findings(FakeCluster.of(looping + node.formatted("False")))
                        .get(0)
                        .dependsOn())
                .containsExactly(ObjectRef.of(ResourceType.NODES, "", "n1"));
        assertThat(check.findings(FakeCluster.of(looping + node.formatted("True")))
                        .get(0)
                        .dependsOn())
                .isEmpty();
    }

    @Test
    void proposesARestartWhenWhatItNeedsWasAway() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(PodYaml.withContainer(LOOPING))
                .log("shop", "web-1", "app", true, "dial tcp 10.0.0.7:5432: connect: connection refused");

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.cause()).startsWith("something it depends on does not answer: dial tcp");
        assertThat(finding.remedy())
                .contains(new Finding.Remedy(
                        "rollout_restart", Map.of("kind", "deployment", "namespace", "shop", "name", "web")));
    }

    @Test
    void readsThePresentLogWhereThatBeforeTheRestartIsGone() throws ClusterException {
        FakeCluster cluster =
                FakeCluster.of(PodYaml.withContainer(LOOPING)).log("shop", "web-1", "app", false, "panic: no shards");

        assertThat(check.findings(cluster).get(0).cause()).isEqualTo("exit 1 Error: panic: no shards");
    }

    @Test
    void doesNotProposeToRestartWhatRunsAgain() throws ClusterException {
        String crashed =
                "restartCount: 1, ready: true, state: {running: {}}, lastState: {terminated: {exitCode: 2, reason: Error,"
                        + " startedAt: \"2026-01-01T11:50:00Z\", finishedAt: \"2026-01-02T11:50:00Z\"}}";
        FakeCluster cluster =
                FakeCluster.of(PodYaml.withContainer(crashed)).log("shop", "web-1", "app", true, "connection refused");

        assertThat(check.findings(cluster).get(0).cause()).startsWith("something it depends on does not answer");
        assertThat(check.findings(cluster).get(0).remedy()).isEmpty();
    }

    @Test
    void standsWithoutALog() throws ClusterException {
        Finding finding =
                check.findings(FakeCluster.of(PodYaml.withContainer(LOOPING))).get(0);

        assertThat(finding.cause()).isEqualTo("exit 1 Error");
        assertThat(finding.evidence().get("log")).startsWith("could not be read");
    }

    @Test
    void isTheSameProblemWhileTheContainerRunsBetweenTwoCrashes() throws ClusterException {
        String running = LOOPING.replaceAll("waiting: \\{[^}]*}", "running: {startedAt: \"2026-01-02T11:59:00Z\"}");

        assertThat(check.findings(FakeCluster.of(PodYaml.withContainer(running)))
                        .get(0)
                        .fingerprint())
                .isEqualTo(check.findings(FakeCluster.of(PodYaml.withContainer(LOOPING)))
                        .get(0)
                        .fingerprint());
    }

    @Test
    void isSilentAboutAFirstRestart() throws ClusterException {
        String once = LOOPING.replace("restartCount: 7", "restartCount: 1");

        assertThat(check.reasons(FakeCluster.of(PodYaml.withContainer(once)))).isEmpty();
    }

    @Test
    void reportsAKillForMemoryWithLimitAndUse() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(PodYaml.withContainer(
                        "restartCount: 1, ready: true, state: {running: {startedAt: \"2026-01-02T11:40:00Z\"}}, lastState: {terminated:"
                                + " {exitCode: 137, reason: OOMKilled, finishedAt: \"2026-01-02T11:40:00Z\"}}"))
                .with("""
                        apiVersion: metrics.k8s.io/v1beta1
                        kind: PodMetrics
                        metadata: {name: web-1, namespace: shop}
                        containers: [{name: app, usage: {memory: 300Mi}}]
                        """);

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.reason()).isEqualTo("OOMKilled");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.cause()).isEqualTo("it reached its memory limit of 512Mi");
        assertThat(finding.evidence()).containsEntry("memory in use now", "300Mi");
    }

    @Test
    void forgetsAKillForMemoryOfLongAgo() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(PodYaml.withContainer(
                        "restartCount: 1, ready: true, state: {running: {}}, lastState: {terminated: {exitCode: 137,"
                                + " reason: OOMKilled, finishedAt: \"2026-01-01T11:40:00Z\"}}"))))
                .isEmpty();
    }

    @Test
    void callsACrashLoopForMemoryByItsCause() throws ClusterException {
        String memory = LOOPING.replace("exitCode: 1, reason: Error", "exitCode: 137, reason: OOMKilled");

        assertThat(check.findings(FakeCluster.of(PodYaml.withContainer(memory))))
                .extracting(Finding::reason, Finding::severity)
                .containsExactly(tuple("OOMKilled", Severity.CRITICAL));
    }

    @Test
    void mentionsACrashThatIsOver() throws ClusterException {
        String crashed =
                "restartCount: 1, ready: true, state: {running: {}}, lastState: {terminated: {exitCode: 2, reason: Error,"
                        + " startedAt: \"2026-01-01T11:50:00Z\", finishedAt: \"2026-01-02T11:50:00Z\"}}";

        assertThat(check.findings(FakeCluster.of(PodYaml.withContainer(crashed)))
                        .get(0))
                .extracting(Finding::reason, Finding::severity)
                .containsExactly("ContainerCrashed", Severity.INFO);
        assertThat(check.reasons(FakeCluster.of(PodYaml.withContainer(crashed.replace("11:50", "11:30")))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(PodYaml.withContainer(
                        crashed.replace("exitCode: 2, reason: Error", "exitCode: 0, reason: Completed")))))
                .isEmpty();
    }

    @Test
    void leavesACrashedJobPodToItsJob() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(PodYaml.podOf(
                "batch/v1",
                "Job",
                "migrate",
                "Running",
                "containerStatuses: [{name: app, restartCount: 1, state: {running: {}}, lastState: {terminated: {exitCode: 2,"
                        + " reason: Error, finishedAt: \"2026-01-02T11:59:00Z\"}}}]"));

        assertThat(check.reasons(cluster)).isEmpty();
    }

    @Test
    void reportsAContainerThatStaysEnded() throws ClusterException {
        String ended =
                "restartCount: 0, state: {terminated: {exitCode: 3, reason: Error, finishedAt: \"2026-01-02T11:30:00Z\"}}";

        assertThat(check.reasons(FakeCluster.of(PodYaml.withContainer(ended)))).containsExactly("ContainerTerminated");
        assertThat(check.reasons(FakeCluster.of(PodYaml.withContainer(
                        ended.replace("exitCode: 3, reason: Error", "exitCode: 0, reason: Completed")))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(PodYaml.withContainer(ended.replace("11:30", "11:59")))))
                .isEmpty();
    }

    @Test
    void keepsAStaticPodApartFromItsNode() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(PodYaml.podOf(
                "v1", "Node", "n1", "Running", "containerStatuses: [{name: app, %s}]".formatted(LOOPING)));

        assertThat(check.findings(cluster).get(0).owner().kind()).isEqualTo("Pod");
    }

    @Test
    void leavesPodsAloneThatAreOnTheirWayOut() throws ClusterException {
        String leaving = PodYaml.withContainer(LOOPING)
                .replace("uid: p1", "uid: p1\n  deletionTimestamp: \"2026-01-02T11:59:00Z\"");

        assertThat(check.reasons(FakeCluster.of(leaving))).isEmpty();
    }

    @Test
    void dependsOnTheDnsAndWhatShutsItOffWhenANameDoesNotResolve() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(PodYaml.withContainer(LOOPING))
                .with("""
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: deny, namespace: shop}
                        spec: {podSelector: {}, policyTypes: [Egress]}
                        """)
                .log("shop", "web-1", "app", true, "dial tcp: lookup db on 10.43.0.10:53: no such host");

        assertThat(check.findings(cluster).get(0).dependsOn())
                .extracting(Object::toString)
                .containsExactly("Service kube-system/kube-dns", "NetworkPolicy shop/deny");
    }

    @Test
    void endsWhenTheContainerHoldsOutForClearlyLongerThanBefore() throws ClusterException {
        String runs = LOOPING.replaceAll("waiting: \\{[^}]*}", "running: {startedAt: \"2026-01-02T11:%s:00Z\"}")
                .replace("restartCount: 7", "restartCount: 4, ready: true")
                .replace("11:57", "11:50")
                .replace("11:58", "11:51");

        assertThat(check.findings(FakeCluster.of(PodYaml.withContainer(runs.formatted("58")))))
                .extracting(Finding::reason)
                .as("its last run took a minute, this one two")
                .containsExactly("CrashLoopBackOff");
        assertThat(check.findings(FakeCluster.of(PodYaml.withContainer(runs.formatted("56")))))
                .extracting(Finding::reason)
                .containsExactly("ContainerCrashed");
    }

    @Test
    void leavesAJobPodThatRunsAgainToItsJob() throws ClusterException {
        String running = "containerStatuses: [{name: app, %s}]"
                .formatted(LOOPING.replaceAll("waiting: \\{[^}]*}", "running: {startedAt: \"2026-01-02T11:59:00Z\"}"));

        assertThat(check.reasons(FakeCluster.of(PodYaml.podOf("batch/v1", "Job", "migrate", "Running", running))))
                .isEmpty();
    }

    @Test
    void takesTheRestartsOfLongAgoForWhatTheyAre() throws ClusterException {
        String crashed = PodYaml.withContainer(
                        "restartCount: 40, ready: true, state: {running: {startedAt: \"2026-01-02T11:50:01Z\"}},"
                                + " lastState: {terminated: {exitCode: 2, reason: Error, startedAt: \"2025-12-20T11:50:00Z\","
                                + " finishedAt: \"2026-01-02T11:50:00Z\"}}")
                .replace("2026-01-02T10:00:00Z", "2025-06-01T10:00:00Z");

        assertThat(check.findings(FakeCluster.of(crashed)))
                .extracting(Finding::reason, Finding::severity)
                .as("it had run for two weeks")
                .containsExactly(tuple("ContainerCrashed", Severity.INFO));
        assertThat(check.findings(FakeCluster.of(crashed.replace("2025-12-20T11:50", "2026-01-02T11:10")
                        .replace("restartCount: 40", "restartCount: 4"))))
                .extracting(Finding::reason, Finding::severity)
                .as("the second time within the hour")
                .containsExactly(tuple("ContainerCrashed", Severity.WARNING));
    }

    @Test
    void givesTimeToWhatStartsWithItsNode() throws ClusterException {
        String node = """
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                status: {conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-02T11:%s:00Z"}]}
                """;
        String looping = PodYaml.withContainer(LOOPING);
        String runsAgain = PodYaml.withContainer(
                "restartCount: 4, ready: true, state: {running: {startedAt: \"2026-01-02T11:51:00Z\"}}, lastState: {terminated:"
                        + " {exitCode: 1, reason: Error, startedAt: \"2026-01-02T11:49:00Z\", finishedAt: \"2026-01-02T11:50:00Z\"}}");

        assertThat(check.reasons(FakeCluster.of(looping + node.formatted("56"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(looping + node.formatted("50"))))
                .containsExactly("CrashLoopBackOff");
        assertThat(check.reasons(FakeCluster.of(runsAgain + node.formatted("48"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(runsAgain + node.formatted("30"))))
                .containsExactly("ContainerCrashed");
    }

    @Test
    void doesNotBlameATroubleThatTheProgramGotOver() throws ClusterException {
        String early = "dial tcp 10.0.0.7:5432: connect: connection refused, trying again\n";
        String served = "served a request\n".repeat(20);
        FakeCluster cluster = FakeCluster.of(PodYaml.withContainer(LOOPING));

        Finding finding = check.findings(cluster.log(
                        "shop", "web-1", "app", true, early + served + "panic: index out of range, all failed\n"))
                .get(0);

        assertThat(finding.cause()).isEqualTo("exit 1 Error: panic: index out of range, all failed");
        assertThat(finding.remedy()).isEmpty();
        String inMessage = LOOPING.replace(
                "reason: Error,",
                "reason: Error, message: \"%s\","
                        .formatted((early + served + "panic: index out of range, all failed").replace("\n", "\\n")));
        assertThat(check.findings(FakeCluster.of(PodYaml.withContainer(inMessage)))
                        .get(0)
                        .cause())
                .as("a message that is the end of the log")
                .isEqualTo("exit 1 Error: panic: index out of range, all failed");
        assertThat(check.findings(cluster.log("shop", "web-1", "app", true, early + "fatal: cannot start\nbye\n"))
                        .get(0)
                        .cause())
                .as("the line that says it, and not the one after")
                .isEqualTo(
                        "something it depends on does not answer: dial tcp 10.0.0.7:5432: connect: connection refused, trying again");
    }
}
