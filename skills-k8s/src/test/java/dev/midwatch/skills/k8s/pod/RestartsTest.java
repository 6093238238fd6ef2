package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static final String OFTEN =
            "restartCount: 9, ready: true, state: {running: {startedAt: \"2026-01-02T11:40:10Z\"}}, lastState: {terminated:"
                    + " {exitCode: 1, reason: Error, startedAt: \"2026-01-02T10:00:00Z\", finishedAt: \"2026-01-02T11:40:00Z\"}}";

    private final CheckRun check = CheckRun.of(new PodCrashLoop());

    private static FakeCluster pod(String status) {
        return FakeCluster.of(PodYaml.withContainer(status));
    }

    @Test
    void tellsAHighCountWithAFreshRestartWhileThereIsNoHistory() throws ClusterException {
        Finding finding = check.findings(pod(OFTEN).log("shop", "web-1", "app", true, "panic: index out of range"))
                .get(0);

        assertThat(finding.reason()).isEqualTo("RestartsHigh");
        assertThat(finding.summary()).isEqualTo("Container app of Pod shop/web-1 is started again and again");
        assertThat(finding.cause()).isEqualTo("exit 1 Error: panic: index out of range");
        assertThat(finding.evidence()).containsEntry("restarts of late", "9 since the pod was made");
    }

    @Test
    void isSilentAboutRestartsOfLongAgoAndAboutFew() throws ClusterException {
        assertThat(check.reasons(pod(OFTEN.replace("11:40", "09:40")))).isEmpty();
        assertThat(check.reasons(pod(OFTEN.replace("restartCount: 9", "restartCount: 5"))))
                .isEmpty();
    }

    @Test
    void doesNotTakeALifeOfRestartsForOneOfLate() throws ClusterException {
        String old = PodYaml.withContainer(OFTEN).replace("2026-01-02T10:00:00Z", "2025-06-01T10:00:00Z");

        assertThat(check.reasons(FakeCluster.of(old))).isEmpty();
        assertThat(check.reasons(
                        FakeCluster.of(old.replace("startedAt: \"2025-06-01T10:00", "startedAt: \"2026-01-02T10:30"))))
                .as("its last run took an hour")
                .containsExactly("RestartsHigh");
    }

    @Test
    void doesNotBlameAProgramForTheRestartOfItsNode() throws ClusterException {
        String many =
                PodYaml.withContainer(OFTEN) + "---\n" + bare("db", "11:40:05") + "---\n" + bare("cache", "11:41:00");

        assertThat(check.reasons(FakeCluster.of(many))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(PodYaml.withContainer(OFTEN) + "---\n" + bare("db", "11:40:05"))))
                .as("two may have met by chance")
                .contains("RestartsHigh");
    }

    private static String bare(String name, String end) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop, uid: %s}
                spec: {nodeName: n1, containers: [{name: app, image: x}]}
                status:
                  phase: Running
                  containerStatuses:
                    - name: app
                      ready: true
                      restartCount: 7
                      state: {running: {}}
                      lastState: {terminated: {exitCode: 255, reason: Unknown, finishedAt: "2026-01-02T%sZ"}}
                """.formatted(name, name, end);
    }

    @Test
    void countsWhatADayOfHistoryHasSeen() throws ClusterException {
        FakeCluster cluster =
                pod(OFTEN.replace("restartCount: 9", "restartCount: 100").replace("11:40", "07:40"));

        Finding finding = history(92, 96).findings(cluster).get(0);

        assertThat(finding.reason()).isEqualTo("RestartsHigh");
        assertThat(finding.evidence()).containsEntry("restarts of late", "8 in the last 24 h");
    }

    @Test
    void isSilentAboutAHighCountThatADayOfHistoryHasSeenGrowALittle() throws ClusterException {
        FakeCluster cluster = pod(OFTEN.replace("restartCount: 9", "restartCount: 100"));

        assertThat(history(98, 99).reasons(cluster)).isEmpty();
    }

    private CheckRun history(double yesterday, double inBetween) {
        return check.history(
                "restarts",
                "Pod shop/web-1",
                new Trend.Point(CheckRun.NOON.minus(Duration.ofHours(24)), yesterday),
                new Trend.Point(CheckRun.NOON.minus(Duration.ofHours(12)), inBetween));
    }
}
