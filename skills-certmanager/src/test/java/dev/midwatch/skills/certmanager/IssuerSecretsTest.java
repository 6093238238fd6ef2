package dev.midwatch.skills.certmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuerSecretsTest extends CheckContract {
    private static final String CA = """
            apiVersion: cert-manager.io/v1
            kind: Issuer
            metadata: {name: ca, namespace: shop, uid: u1, creationTimestamp: "2025-12-01T00:00:00Z"}
            spec: {ca: {secretName: ca-key}}
            """;
    private static final String ACME = """
            apiVersion: cert-manager.io/v1
            kind: ClusterIssuer
            metadata: {name: letsencrypt, uid: u2, creationTimestamp: "2025-12-01T00:00:00Z"}
            spec:
              acme:
                privateKeySecretRef: {name: made-by-cert-manager}
                solvers:
                - dns01: {cloudflare: {apiTokenSecretRef: {name: cloudflare, key: token}}}
            """;

    private static String secret(String namespace, String name, String key) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: %s, namespace: %s}
                data: {%s: ""}
                """.formatted(name, namespace, key);
    }

    @Override
    protected Check check() {
        return new IssuerSecrets();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("a CA without its key pair", "IssuerSecretMissing", CA),
                new Fault(
                        "a key pair in another namespace",
                        "IssuerSecretMissing",
                        CA + secret("other", "ca-key", "tls.crt")),
                new Fault("a DNS solver without its token", "IssuerSecretMissing", ACME),
                new Fault(
                        "a token under another key",
                        "IssuerSecretMissing",
                        ACME + secret("cert-manager", "cloudflare", "api-token")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("a CA with its key pair", CA + secret("shop", "ca-key", "tls.crt")),
                new LookAlike("a solver with its token", ACME + secret("cert-manager", "cloudflare", "token")),
                new LookAlike(
                        "a token where this cert-manager keeps them",
                        ACME + secret("certificates", "cloudflare", "token")),
                new LookAlike("a new issuer", CA.replace("2025-12-01T00:00:00Z", "2026-01-02T11:58:00Z")));
    }

    @Test
    void tellsTheSecretAsSubjectAndTheIssuerAsOwner() throws Exception {
        Finding finding = CheckRun.of(check()).findings(FakeCluster.of(CA)).get(0);

        assertThat(finding.subject().key()).isEqualTo("/Secret/shop/ca-key");
        assertThat(finding.owner().name()).isEqualTo("ca");
        assertThat(finding.cause()).isEqualTo("there is no Secret ca-key");
    }

    @Test
    void saysNothingOfANamespaceWhoseSecretsItMayNotSee() throws Exception {
        FakeCluster cluster = FakeCluster.of(CA).forbid(ResourceType.SECRETS, "shop");

        assertThat(CheckRun.of(check()).reasons(cluster)).isEmpty();
    }

    @Test
    void givesTimeToASecretThatIsMadeAnew() throws Exception {
        assertThat(CheckRun.of(check()).findings(FakeCluster.of(CA)))
                .extracting(Finding::sustained)
                .containsExactly(Duration.ofMinutes(5));
    }
}
