package dev.midwatch.skills.certmanager;

import static dev.midwatch.skills.certmanager.Chains.certificate;

import dev.midwatch.api.check.Check;
import dev.midwatch.testkit.CheckContract;
import java.util.List;

class SecretRevisionTest extends CheckContract {
    private static final String CERTIFICATE = certificate(
            "revision: 4, notBefore: \"2025-12-20T10:00:00Z\", notAfter: \"2026-03-20T10:00:00Z\", " + Chains.READY);

    private static String secret(String notBefore) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: web-tls, namespace: shop}
                data: {tls.crt: [{subject: CN=shop, not_before: "%s"}]}
                """.formatted(notBefore);
    }

    @Override
    protected Check check() {
        return new SecretRevision();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(new Fault(
                "an old copy over the new certificate",
                "CertificateSecretOutdated",
                CERTIFICATE + secret("2025-10-01T10:00:00Z")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("what was issued last", CERTIFICATE + secret("2025-12-20T10:00:00Z")),
                new LookAlike("one newer than the status, just issued", CERTIFICATE + secret("2026-01-02T11:59:59Z")),
                new LookAlike(
                        "a Secret of that name elsewhere",
                        CERTIFICATE + secret("2025-10-01T10:00:00Z").replace("namespace: shop", "namespace: copy")),
                new LookAlike("no Secret yet", CERTIFICATE),
                new LookAlike("what cannot be read", CERTIFICATE + secret("yesterday")));
    }
}
