package dev.midwatch.skills.k8s.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.CertificateEnds;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiCertificatesTest {
    private final CheckRun check = CheckRun.of(new ApiCertificates());

    private static FakeCluster ends(Duration server, Duration client) {
        return FakeCluster.empty()
                .certificates(new CertificateEnds(
                        Optional.of(CheckRun.NOON.plus(server)), Optional.of(CheckRun.NOON.plus(client))));
    }

    @Test
    void tellsWhichCertificateEndsSoonAndHowSoon() throws ClusterException {
        assertThat(check.findings(ends(Duration.ofDays(6), Duration.ofHours(20))))
                .extracting(Finding::reason, Finding::causeClass, Finding::severity, Finding::summary)
                .containsExactly(
                        tuple(
                                "ApiCertificateExpiring",
                                "server",
                                Severity.WARNING,
                                "The certificate of the API server expires at 2026-01-08T12:00:00Z"),
                        tuple(
                                "ApiCertificateExpiring",
                                "client",
                                Severity.CRITICAL,
                                "The client certificate with which Midwatch calls the API server expires at"
                                        + " 2026-01-03T08:00:00Z"));
    }

    @Test
    void isSilentAboutOneThatLastsAndWhereThereIsNone() throws ClusterException {
        assertThat(check.reasons(ends(Duration.ofDays(8), Duration.ofDays(300))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.empty())).isEmpty();
    }
}
