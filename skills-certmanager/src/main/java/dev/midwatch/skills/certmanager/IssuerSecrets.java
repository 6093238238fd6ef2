package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Secrets that an issuer's spec names and that are not there, or lack the key. cert-manager can be told to keep the Secrets of
 * ClusterIssuers in another namespace than its own, so one of them counts as missing only if it is in no namespace at all.
 */
final class IssuerSecrets implements Check {
    @Override
    public String name() {
        return "issuer-secrets";
    }

    @Override
    public String description() {
        return "cert-manager issuers that refer to a Secret that is not there";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(Issuer.PERMISSIONS);
        all.add(Permission.list(ResourceType.SECRETS, "data"));
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("missing_after", Duration.ofMinutes(5), "how long a new issuer may wait for it"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Issuer> issuers = Issuer.in(context).stream()
                .filter(issuer -> !issuer.secretRefs().isEmpty())
                .filter(issuer -> context.age(issuer.object().created().orElse(Instant.EPOCH))
                                .compareTo(context.duration("missing_after", issuer.object()))
                        >= 0)
                .toList();
        if (issuers.isEmpty()) {
            return List.of();
        }
        List<KubeObject> secrets = context.cluster().list(ResourceType.SECRETS);
        List<Finding> findings = new ArrayList<>();
        for (Issuer issuer : issuers) {
            String namespace = issuer.object().namespace();
            if (context.cluster().sees(ResourceType.SECRETS, namespace)) {
                Duration patience = context.duration("missing_after", issuer.object());
                // What writes it may be making it anew.
                issuer.secretRefs()
                        .forEach(ref -> judge(issuer, ref, secrets)
                                .map(finding -> finding.sustained(patience))
                                .ifPresent(findings::add));
            }
        }
        return findings;
    }

    private static Optional<Finding> judge(Issuer issuer, Issuer.SecretRef ref, List<KubeObject> secrets) {
        List<KubeObject> named = secrets.stream()
                .filter(secret -> secret.name().equals(ref.secret().name()))
                .filter(secret -> issuer.isClusterWide()
                        || secret.namespace().equals(ref.secret().namespace()))
                .toList();
        if (named.isEmpty()) {
            return Optional.of(finding(
                    issuer, ref, "there is no Secret %s".formatted(ref.secret().name())));
        }
        boolean keyIsThere = ref.key().isEmpty()
                || named.stream().anyMatch(secret -> secret.at("data").members().containsKey(ref.key()));
        return keyIsThere
                ? Optional.empty()
                : Optional.of(finding(
                        issuer,
                        ref,
                        "the Secret %s has no key %s".formatted(ref.secret().name(), ref.key())));
    }

    private static Finding finding(Issuer issuer, Issuer.SecretRef ref, String cause) {
        ObjectRef secret = ref.secret();
        return Finding.of("IssuerSecretMissing", Severity.WARNING, secret)
                .owner(issuer.object().ref())
                .causeClass(secret.name())
                .summary("%s lacks a Secret it needs".formatted(issuer.object()))
                .cause(cause)
                .look("kubectl -n %s get secret %s".formatted(secret.namespace(), secret.name()));
    }
}
