package dev.midwatch.skills.certmanager;

import static dev.midwatch.skills.certmanager.Chains.certificate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateRenewalTest extends CheckContract {
    private static String renewal(String notAfter, int failed, String issuing) {
        return certificate("""
                notAfter: "%s", failedIssuanceAttempts: %d, lastFailureTime: "2026-01-02T11:30:00Z",
                conditions: [{type: Ready, status: "True"}, {type: Issuing, %s}]""".formatted(notAfter, failed, issuing));
    }

    private static final String FAILED =
            "status: \"False\", reason: Failed, message: the order is invalid, lastTransitionTime: \"2026-01-02T11:30:00Z\"";
    private static final String RUNS = "status: \"True\", reason: Renewing, lastTransitionTime: \"2026-01-02T%s:00Z\"";

    @Override
    protected Check check() {
        return new CertificateRenewal();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "one that failed thrice",
                        "CertificateRenewalFailing",
                        renewal("2026-02-01T00:00:00Z", 3, FAILED)),
                new Fault(
                        "an attempt of two hours",
                        "CertificateIssuingHangs",
                        renewal("2026-02-01T00:00:00Z", 0, RUNS.formatted("10:00"))));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("one that is being renewed", renewal("2026-02-01T00:00:00Z", 0, RUNS.formatted("11:58"))),
                new LookAlike(
                        "one that is not ready, which is told elsewhere",
                        renewal("2026-02-01T00:00:00Z", 3, FAILED)
                                .replace("Ready, status: \"True\"", "Ready, status: \"False\"")),
                new LookAlike(
                        "one that has expired, which is told elsewhere", renewal("2026-01-01T00:00:00Z", 3, FAILED)));
    }

    @Test
    void wakesNobodyForAFirstFailureWithWeeksLeft() throws Exception {
        assertThat(first(renewal("2026-02-01T00:00:00Z", 1, FAILED)).severity()).isEqualTo(Severity.INFO);
        assertThat(first(renewal("2026-01-05T00:00:00Z", 1, FAILED)).severity()).isEqualTo(Severity.WARNING);
        assertThat(first(renewal("2026-02-01T00:00:00Z", 2, FAILED)).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void computesTheNextRetryByTheBackOffThatDoubles() throws Exception {
        assertThat(nextRetry(1)).isEqualTo("2026-01-02T12:30:00Z");
        assertThat(nextRetry(2)).isEqualTo("2026-01-02T13:30:00Z");
        assertThat(nextRetry(5)).isEqualTo("2026-01-03T03:30:00Z");
        assertThat(nextRetry(6)).isEqualTo("2026-01-03T19:30:00Z");
        assertThat(nextRetry(400)).isEqualTo("2026-01-03T19:30:00Z");
    }

    @Test
    void saysThatARetryIsOverdue() throws Exception {
        String late = renewal("2026-02-01T00:00:00Z", 2, FAILED)
                .replace("lastFailureTime: \"2026-01-02T11", "lastFailureTime: \"2026-01-02T08");

        assertThat(first(late).evidence()).containsEntry("next retry", "2026-01-02T10:30:00Z, which has passed");
    }

    private String nextRetry(int failed) throws Exception {
        return first(renewal("2026-02-01T00:00:00Z", failed, FAILED)).evidence().get("next retry");
    }

    private Finding first(String manifest) throws Exception {
        return CheckRun.of(check()).findings(FakeCluster.of(manifest)).get(0);
    }
}
