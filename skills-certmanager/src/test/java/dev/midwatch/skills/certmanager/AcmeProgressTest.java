package dev.midwatch.skills.certmanager;

import static dev.midwatch.skills.certmanager.Chains.ACME;
import static dev.midwatch.skills.certmanager.Chains.CA;
import static dev.midwatch.skills.certmanager.Chains.NOT_READY;
import static dev.midwatch.skills.certmanager.Chains.READY;
import static dev.midwatch.skills.certmanager.Chains.certificate;
import static dev.midwatch.skills.certmanager.Chains.challenge;
import static dev.midwatch.skills.certmanager.Chains.order;
import static dev.midwatch.skills.certmanager.Chains.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcmeProgressTest extends CheckContract {
    private static final String UNDER_WAY = ACME + certificate(NOT_READY) + request("web-1", "11:00:00", "");
    private static final String NOT_SEEN =
            "state: pending, processing: true, presented: true, reason: \"Waiting for HTTP-01 challenge propagation: wrong status code '404', expected '200'\"";

    @Override
    protected Check check() {
        return new AcmeProgress();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "an order that is invalid", "AcmeOrderFailed", UNDER_WAY + order("11:50:00", "state: invalid")),
                new Fault(
                        "an order that errored",
                        "AcmeOrderFailed",
                        UNDER_WAY + order("11:50:00", "state: errored, reason: rate limited")),
                new Fault(
                        "an order that does not end",
                        "AcmeOrderPending",
                        UNDER_WAY + order("11:29:00", "state: pending")),
                new Fault("an order that was never sent", "AcmeOrderPending", UNDER_WAY + order("11:29:00", "")),
                new Fault(
                        "a challenge that cert-manager cannot see itself",
                        "AcmeChallengePending",
                        UNDER_WAY + order("11:40:00", "state: pending") + challenge("11:40:00", NOT_SEEN)),
                new Fault(
                        "a challenge that the server refused",
                        "AcmeChallengeFailed",
                        UNDER_WAY
                                + order("11:59:00", "state: pending")
                                + challenge("11:59:00", "state: invalid, reason: 403")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("an order that is done", UNDER_WAY + order("11:00:00", "state: valid")),
                new LookAlike("an order of ten minutes", UNDER_WAY + order("11:50:00", "state: pending")),
                new LookAlike(
                        "a challenge of five minutes",
                        UNDER_WAY + order("11:55:00", "state: pending") + challenge("11:55:00", NOT_SEEN)),
                new LookAlike(
                        "an invalid order of an attempt before the one that brought the certificate",
                        ACME
                                + certificate(READY)
                                + request("web-1", "10:00:00", "")
                                + order("10:00:00", "state: invalid")),
                new LookAlike(
                        "an invalid order of an attempt before the one under way",
                        UNDER_WAY + order("11:00:00", "state: invalid") + request("web-2", "11:50:00", "")),
                new LookAlike(
                        "orders of an ACME that no issuer speaks",
                        CA + certificate(NOT_READY) + order("10:00:00", "state: invalid")));
    }

    @Test
    void tellsHowFarAChallengeCameAndWhatExplainsWhat() throws Exception {
        String world = UNDER_WAY + order("11:20:00", "state: pending") + challenge("11:20:00", NOT_SEEN);
        List<Finding> findings = CheckRun.of(check()).findings(FakeCluster.of(world));

        Finding challenge = findings.get(0);
        assertThat(challenge.summary())
                .isEqualTo(
                        "The HTTP-01 challenge of Certificate shop/web for shop.example.com was put in place, but cert-manager itself cannot see it from within the cluster");
        assertThat(challenge.cause()).endsWith("wrong status code '404', expected '200'");
        assertThat(challenge.evidence().get("hint")).contains("does not know the solver");
        assertThat(challenge.owner().toString()).isEqualTo("Certificate shop/web");
        assertThat(findings.get(1).dependsOn())
                .extracting(ObjectRef::key)
                .contains("acme.cert-manager.io/Challenge/shop/web-1-77-9");
        assertThat(findings).asString().doesNotContain("never-read");
    }

    @Test
    void tellsAChallengeThatWasNotPutInPlaceFromOneThatWaitsForItsTurn() throws Exception {
        String world = UNDER_WAY + order("11:40:00", "state: pending");

        assertThat(
                        summary(
                                world
                                        + challenge(
                                                "11:40:00",
                                                "state: pending, processing: true, reason: \"Error presenting challenge: 403 Forbidden\"")))
                .contains("could not be put where the ACME server would look");
        assertThat(summary(world + challenge("11:40:00", "state: pending"))).contains("waits for its turn");
        assertThat(summary(world + challenge("11:40:00", "state: processing, processing: true, presented: true")))
                .contains("has not decided");
    }

    @Test
    void knowsWhatUsuallyIsBehindAFailedSelfCheck() {
        assertThat(Stall.hint("HTTP-01", "Get \"http://a\": dial tcp: lookup a: no such host"))
                .contains("does not resolve");
        assertThat(Stall.hint("HTTP-01", "wrong status code '503', expected '200'"))
                .contains("something before the solver");
        assertThat(Stall.hint("HTTP-01", "connect: connection refused")).contains("hairpin");
        assertThat(Stall.hint("DNS-01", "DNS record for \"a\" not yet propagated"))
                .contains("another zone");
        assertThat(Stall.hint("HTTP-01", "anything else")).isEmpty();
    }

    private String summary(String world) throws Exception {
        return CheckRun.of(check()).findings(FakeCluster.of(world)).get(0).summary();
    }
}
