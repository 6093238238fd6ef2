package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class JobFailedTest {
    private final CheckRun check = CheckRun.of(new JobFailed());

    private static String job(String name, String owner, String type, String when) {
        return """
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s, namespace: shop, uid: u-%s, %s}
                status: {failed: 2, conditions: [{type: %s, status: "True", reason: BackoffLimitExceeded, message: Job has reached the specified backoff limit, lastTransitionTime: "%s"}]}
                """.formatted(name, name, owner, type, when);
    }

    private static final String CRON =
            "ownerReferences: [{apiVersion: batch/v1, kind: CronJob, name: report, uid: c1, controller: true}]";

    @Test
    void reportsAFailedJobWithTheLastWordsOfItsPod() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(job("migrate", "labels: {}", "Failed", "2026-01-02T10:00:00Z") + """
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: migrate-1
                          namespace: shop
                          ownerReferences: [{apiVersion: batch/v1, kind: Job, name: migrate, uid: u-migrate, controller: true}]
                        status:
                          phase: Failed
                          initContainerStatuses: [{name: proxy, restartCount: 0, state: {terminated: {exitCode: 143, reason: Error}}}]
                          containerStatuses: [{name: job, restartCount: 0, state: {terminated: {exitCode: 1, reason: Error}}}]
                        """)
                .log("shop", "migrate-1", "job", false, "applying 7\nERROR: relation \"orders\" already exists");

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.reason()).isEqualTo("JobFailed");
        assertThat(finding.summary()).isEqualTo("Job shop/migrate has failed: it used up its retries");
        assertThat(finding.cause()).isEqualTo("exit 1 Error: ERROR: relation \"orders\" already exists");
        assertThat(finding.look()).isEqualTo("kubectl -n shop logs job/migrate");
    }

    @Test
    void doesNotSendAnybodyToLogsOfPodsThatAreGone() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(job("migrate", "labels: {}", "Failed", "2026-01-02T10:00:00Z")))
                        .get(0)
                        .look())
                .isEqualTo("kubectl -n shop describe job migrate");
    }

    @Test
    void isSilentAboutJobsThatAreDone() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(job("migrate", "labels: {}", "Complete", "2026-01-02T10:00:00Z"))))
                .isEmpty();
    }

    @Test
    void takesALaterSuccessOfTheSameCronJobForARepair() throws ClusterException {
        String failed = job("report-1", CRON, "Failed", "2026-01-02T09:00:00Z");

        assertThat(check.reasons(FakeCluster.of(failed + job("report-2", CRON, "Complete", "2026-01-02T10:00:00Z"))))
                .isEmpty();
        assertThat(check.findings(FakeCluster.of(failed + job("report-0", CRON, "Complete", "2026-01-02T08:00:00Z"))))
                .extracting(finding -> finding.owner().toString())
                .containsExactly("CronJob shop/report");
    }

    @Test
    void forgetsAFailureOfLastYear() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(job("migrate", "labels: {}", "Failed", "2025-06-02T10:00:00Z"))))
                .isEmpty();
    }

    @Test
    void takesOneFailedRunOfManyLightly() throws ClusterException {
        String cronJob = """
                ---
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: report, namespace: shop, uid: c1}
                status: {lastSuccessfulTime: "2026-01-02T%s:00Z"}
                """;
        String failed = job("report-1", CRON, "Failed", "2026-01-02T11:50:00Z");

        assertThat(check.findings(FakeCluster.of(failed + cronJob.formatted("11:35"))))
                .extracting(Finding::severity)
                .containsExactly(Severity.INFO);
        assertThat(check.findings(FakeCluster.of(failed + cronJob.formatted("10:35"))))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void doesNotGoOnAboutAJobThatCameOnlyOnce() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(job("migrate", "labels: {}", "Failed", "2026-01-01T13:00:00Z"))))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
        assertThat(check.findings(FakeCluster.of(job("migrate", "labels: {}", "Failed", "2026-01-01T11:00:00Z"))))
                .extracting(Finding::severity)
                .containsExactly(Severity.INFO);
        assertThat(check.findings(FakeCluster.of(job("report-1", CRON, "Failed", "2026-01-01T11:00:00Z"))))
                .extracting(Finding::severity)
                .as("a run that should have come again since")
                .containsExactly(Severity.WARNING);
    }
}
