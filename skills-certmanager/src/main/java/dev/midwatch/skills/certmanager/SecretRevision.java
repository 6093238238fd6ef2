package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Certificates whose Secret holds an older certificate than was issued: somebody wrote an old copy over it. */
final class SecretRevision implements Check {
    @Override
    public String name() {
        return "certificate-secret";
    }

    @Override
    public String description() {
        return "Secrets that hold an older certificate than cert-manager issued last";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(Certificate.PERMISSIONS);
        all.add(Permission.list(ResourceType.SECRETS, "data"));
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("older_after", Duration.ofMinutes(10), "how long both may differ"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Certificate> certificates = Certificate.in(context);
        if (certificates.isEmpty()) {
            return List.of();
        }
        Map<String, KubeObject> secrets = context.cluster().list(ResourceType.SECRETS).stream()
                .collect(Collectors.toMap(
                        secret -> secret.namespace() + "/" + secret.name(), secret -> secret, (one, other) -> one));
        return certificates.stream()
                .flatMap(certificate ->
                        Optional.ofNullable(secrets.get(certificate.object().namespace() + "/" + certificate.secret()))
                                .flatMap(secret -> judge(certificate, secret, context))
                                .stream())
                .toList();
    }

    private static Optional<Finding> judge(Certificate certificate, KubeObject secret, CheckContext context) {
        Optional<Instant> held = TlsChain.of(secret).flatMap(TlsChain::notBefore);
        Optional<Instant> issued = certificate.notBefore();
        if (held.isEmpty() || issued.isEmpty() || !held.get().isBefore(issued.get())) {
            return Optional.empty();
        }
        KubeObject object = certificate.object();
        return Optional.of(Finding.warning("CertificateSecretOutdated", object)
                .summary("%s holds an older certificate than %s was issued".formatted(secret, object))
                .cause(
                        "the Secret's is of %s, revision %s of %s; a backup or a sync may have written an old copy over it"
                                .formatted(
                                        held.get(), object.at("status.revision").text("?"), issued.get()))
                .evidence("secret", certificate.secret())
                .dependsOn(certificate.issuer(), object.ref())
                .look(certificate.look())
                .sustained(context.duration("older_after", object)));
    }
}
