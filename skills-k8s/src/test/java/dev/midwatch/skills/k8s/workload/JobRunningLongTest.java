package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRunningLongTest {
    private final CheckRun check = CheckRun.of(new JobRunningLong());

    private static FakeCluster job(String spec, String status) {
        return FakeCluster.of("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: export, namespace: shop, uid: j1}
                spec: {%s}
                status: {%s}
                """.formatted(spec, status));
    }

    @Test
    void tellsAJobThatDoesNotEnd() throws ClusterException {
        Finding finding = check.findings(job("", "startTime: \"2026-01-01T12:00:00Z\", active: 1, ready: 0, failed: 2"))
                .get(0);

        assertThat(finding.reason()).isEqualTo("JobRunningLong");
        assertThat(finding.cause()).isEqualTo("none of its pods is ready");
        assertThat(finding.evidence()).containsEntry("pods", "1 active, 0 ready, 0 succeeded, 2 failed");
        assertThat(finding.look()).isEqualTo("kubectl -n shop describe job export");
    }

    @Test
    void doesNotSayThatNoPodIsReadyWhereNobodyCounts() throws ClusterException {
        assertThat(check.findings(job("", "startTime: \"2026-01-01T12:00:00Z\", active: 1"))
                        .get(0)
                        .cause())
                .isEmpty();
        assertThat(check.findings(job("", "startTime: \"2026-01-01T12:00:00Z\", active: 1, ready: 1"))
                        .get(0)
                        .look())
                .isEqualTo("kubectl -n shop logs job/export");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | startTime: \"2026-01-02T11:00:00Z\", active: 1",
                "suspend: true | startTime: \"2026-01-01T11:00:00Z\", active: 1",
                "activeDeadlineSeconds: 200000 | startTime: \"2026-01-01T11:00:00Z\", active: 1",
                "`` | startTime: \"2026-01-01T11:00:00Z\", active: 1, conditions: [{type: Complete, status: \"True\"}]",
                "`` | startTime: \"2026-01-01T11:00:00Z\", succeeded: 1",
                "`` | active: 1",
            })
    void isSilentAboutTheOthers(String spec, String status) throws ClusterException {
        assertThat(check.reasons(job(spec, status))).isEmpty();
    }
}
