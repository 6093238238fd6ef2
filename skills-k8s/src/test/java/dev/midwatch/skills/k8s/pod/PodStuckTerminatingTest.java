package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class PodStuckTerminatingTest {
    private final CheckRun check = CheckRun.of(new PodStuckTerminating());

    private static FakeCluster leaving(String metadata) {
        return FakeCluster.of(PodYaml.WEB + PodYaml.pod("Running").replace("  uid: p1", "  uid: p1\n  " + metadata));
    }

    @Test
    void reportsAPodThatDoesNotGoAndProposesNoSecondDelete() throws ClusterException {
        Finding finding = check.findings(leaving("deletionTimestamp: \"2026-01-02T11:50:00Z\""))
                .get(0);

        assertThat(finding.reason()).isEqualTo("PodStuckTerminating");
        assertThat(finding.cause()).isEqualTo("the kubelet of n1 has not confirmed that its containers are gone");
        assertThat(finding.remedy()).isEmpty();
    }

    @Test
    void namesTheFinalizer() throws ClusterException {
        Finding finding = check.findings(
                        leaving("deletionTimestamp: \"2026-01-02T11:50:00Z\"\n  finalizers: [example.com/guard]"))
                .get(0);

        assertThat(finding.cause()).isEqualTo("it waits for whoever set the finalizer example.com/guard");
    }

    @Test
    void isSilentWithinFiveMinutesOfTheGracePeriodAndAboutPodsThatStay() throws ClusterException {
        assertThat(check.reasons(leaving("deletionTimestamp: \"2026-01-02T11:57:00Z\"")))
                .isEmpty();
        assertThat(check.reasons(leaving("labels: {}"))).isEmpty();
    }
}
