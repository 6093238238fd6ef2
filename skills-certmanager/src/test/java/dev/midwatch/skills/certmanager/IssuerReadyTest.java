package dev.midwatch.skills.certmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuerReadyTest extends CheckContract {
    private static final String NOT_READY =
            "conditions: [{type: Ready, status: \"False\", reason: %s, message: it said no, lastTransitionTime: \"%s\"}]";

    private static String issuer(String kind, String spec, String status) {
        return """
                apiVersion: cert-manager.io/v1
                kind: %s
                metadata: {name: ca, %s uid: u1, creationTimestamp: "2025-12-01T00:00:00Z"}
                spec: {%s}
                status: {%s}
                """.formatted(kind, kind.equals("Issuer") ? "namespace: shop," : "", spec, status);
    }

    @Override
    protected Check check() {
        return new IssuerReady();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "an issuer that is not ready",
                        "IssuerNotReady",
                        issuer(
                                "Issuer",
                                "ca: {secretName: ca-key}",
                                NOT_READY.formatted("ErrGetKeyPair", "2026-01-02T11:00:00Z"))),
                new Fault(
                        "one that cert-manager never looked at",
                        "IssuerNotReady",
                        issuer("Issuer", "selfSigned: {}", "")),
                new Fault(
                        "an ACME issuer without an account",
                        "AcmeAccountNotRegistered",
                        issuer(
                                "ClusterIssuer",
                                "acme: {server: 'https://acme.example/directory'}",
                                NOT_READY.formatted("ErrRegisterACMEAccount", "2026-01-02T11:00:00Z"))),
                new Fault(
                        "an ACME issuer that lost its readiness but not its account",
                        "IssuerNotReady",
                        issuer(
                                "ClusterIssuer",
                                "acme: {}",
                                "acme: {uri: 'https://acme.example/1'}, "
                                        + NOT_READY.formatted("ErrVerifyACMEAccount", "2026-01-02T11:00:00Z"))));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike(
                        "a ready one",
                        issuer("Issuer", "selfSigned: {}", "conditions: [{type: Ready, status: \"True\"}]")),
                new LookAlike(
                        "a ready ACME issuer",
                        issuer(
                                "ClusterIssuer",
                                "acme: {}",
                                "acme: {uri: 'https://acme.example/1'}, conditions: [{type: Ready, status: \"True\"}]")),
                new LookAlike(
                        "a ready ACME issuer that does not say where its account is",
                        issuer("ClusterIssuer", "acme: {}", "conditions: [{type: Ready, status: \"True\"}]")),
                new LookAlike(
                        "one that is being set up",
                        issuer("Issuer", "selfSigned: {}", "").replace("2025-12-01T00:00:00Z", "2026-01-02T11:58:00Z")),
                new LookAlike(
                        "one not ready for a minute",
                        issuer("Issuer", "vault: {}", NOT_READY.formatted("VaultError", "2026-01-02T11:59:00Z"))));
    }

    @Test
    void foldsUnderTheSecretItNames() throws Exception {
        Finding finding = CheckRun.of(check())
                .findings(FakeCluster.of(issuer(
                        "Issuer",
                        "ca: {secretName: ca-key}",
                        NOT_READY.formatted("ErrGetKeyPair", "2026-01-02T11:00:00Z"))))
                .get(0);

        assertThat(finding.cause()).isEqualTo("it said no");
        assertThat(finding.causeClass()).isEqualTo("ErrGetKeyPair");
        assertThat(finding.dependsOn()).extracting(ObjectRef::key).containsExactly("/Secret/shop/ca-key");
        assertThat(finding.look()).isEqualTo("kubectl -n shop describe issuer ca");
    }
}
