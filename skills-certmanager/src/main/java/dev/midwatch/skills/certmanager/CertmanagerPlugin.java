package dev.midwatch.skills.certmanager;

import dev.midwatch.api.Job;
import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import java.util.List;

/** What Midwatch knows about cert-manager. */
public final class CertmanagerPlugin implements Plugin {
    private static final String INSTRUCTIONS = """
            cert-manager renews a certificate by itself from its renewal time on; only one that is past it needs a person. The chain
            to follow is Certificate, CertificateRequest, Order, Challenge; the first of them that is not ready has the message.
            """;
    private static final String PROMPT = """
            Say which certificates expire or are not ready and which issuers do not work, why, and what to do before which date.
            """;

    @Override
    public String name() {
        return "skills-certmanager";
    }

    @Override
    public List<Skill> skills(PluginContext context) {
        return List.of(Skill.named("certmanager", "cert-manager certificates and issuers")
                .instructions(INSTRUCTIONS)
                .checks(
                        new CertificateReady(),
                        new CertificateExpiry(),
                        new CertificateRenewal(),
                        new CertificateRequests(),
                        new AcmeProgress(),
                        new IssuerReady(),
                        new IssuerSecrets(),
                        new TlsSecrets(),
                        new SecretRevision())
                .actions(new RenewCertificate())
                .jobs(Job.watch(
                        "cert-expiry",
                        "every 1d at 09:00",
                        PROMPT.strip(),
                        "certificate-expiry",
                        "certificate-ready",
                        "certificate-renewal",
                        "certificate-request",
                        "acme-progress",
                        "issuer-ready",
                        "issuer-secrets",
                        "tls-secret",
                        "certificate-secret")));
    }
}
