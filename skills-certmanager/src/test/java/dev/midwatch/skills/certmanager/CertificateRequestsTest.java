package dev.midwatch.skills.certmanager;

import static dev.midwatch.skills.certmanager.Chains.ACME;
import static dev.midwatch.skills.certmanager.Chains.CA;
import static dev.midwatch.skills.certmanager.Chains.NOT_READY;
import static dev.midwatch.skills.certmanager.Chains.READY;
import static dev.midwatch.skills.certmanager.Chains.certificate;
import static dev.midwatch.skills.certmanager.Chains.order;
import static dev.midwatch.skills.certmanager.Chains.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateRequestsTest extends CheckContract {
    private static final String APPROVED = "{type: Approved, status: \"True\", reason: cert-manager.io}";
    private static final String FAILED = "failureTime: \"2026-01-02T11:30:00Z\", conditions: [" + APPROVED
            + ", {type: Ready, status: \"False\", reason: Failed, message: the order is invalid}]";
    private static final String DENIED =
            "conditions: [{type: Denied, status: \"True\", reason: policy, message: No policy approved this request}]";
    private static final String PENDING =
            "conditions: [" + APPROVED + ", {type: Ready, status: \"False\", reason: Pending, message: waiting}]";

    @Override
    protected Check check() {
        return new CertificateRequests();
    }

    @Override
    protected List<Fault> faults() {
        String world = CA + certificate(NOT_READY);
        return List.of(
                new Fault("one that failed", "CertificateRequestFailed", world + request("web-1", "11:20:00", FAILED)),
                new Fault(
                        "one that a policy denied",
                        "CertificateRequestDenied",
                        world + request("web-1", "11:59:00", DENIED)),
                new Fault(
                        "one that asks for what cannot be made",
                        "CertificateRequestInvalid",
                        world
                                + request(
                                        "web-1",
                                        "11:59:00",
                                        "conditions: [{type: InvalidRequest, status: \"True\", message: usages}]")),
                new Fault(
                        "one that nobody approves",
                        "CertificateRequestNotApproved",
                        world + request("web-1", "11:49:00", "")),
                new Fault(
                        "one that belongs to no Certificate",
                        "CertificateRequestFailed",
                        CA + request("web-1", "11:20:00", FAILED).replaceAll("  ownerReferences.*\\n", "")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        String world = CA + certificate(NOT_READY);
        return List.of(
                new LookAlike(
                        "one that was issued",
                        world
                                + request(
                                        "web-1",
                                        "11:20:00",
                                        "conditions: [" + APPROVED + ", {type: Ready, status: \"True\"}]")),
                new LookAlike("one that is worked on", world + request("web-1", "11:20:00", PENDING)),
                new LookAlike("one that is to be approved", world + request("web-1", "11:55:00", "")),
                new LookAlike(
                        "a failure to which the next attempt is under way",
                        world + request("web-1", "10:00:00", FAILED) + request("web-2", "11:58:00", PENDING)),
                new LookAlike(
                        "a failure of an attempt before the one that brought the certificate",
                        CA + certificate(READY) + request("web-1", "10:00:00", FAILED)));
    }

    @Test
    void tellsTheCertificateAsOwnerAndWhatExplainsTheRequest() throws Exception {
        String world = ACME
                + certificate(NOT_READY)
                + request("web-1", "11:20:00", FAILED)
                + order("11:20:01", "state: invalid");
        Finding finding = CheckRun.of(check()).findings(FakeCluster.of(world)).get(0);

        assertThat(finding.owner().toString()).isEqualTo("Certificate shop/web");
        assertThat(finding.cause()).isEqualTo("the order is invalid");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly(
                        "acme.cert-manager.io/Order/shop/web-1-77", "cert-manager.io/ClusterIssuer//letsencrypt");
    }

    @Test
    void onlyNotesTheFailureOfARenewal() throws Exception {
        String world = CA + certificate(READY + ", failedIssuanceAttempts: 1") + request("web-1", "11:20:00", FAILED);

        assertThat(CheckRun.of(check()).findings(FakeCluster.of(world)))
                .extracting(Finding::severity)
                .containsExactly(Severity.INFO);
    }
}
