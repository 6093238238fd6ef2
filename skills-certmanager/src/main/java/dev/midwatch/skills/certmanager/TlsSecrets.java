package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Ingresses and Gateways really serve, whoever made it: certificates that end, do not name the host, or come with the wrong chain.
 * When one of cert-manager's ends is told by {@link CertificateExpiry}, which knows when it is renewed.
 */
final class TlsSecrets implements Check {
    @Override
    public String name() {
        return "tls-secret";
    }

    @Override
    public String description() {
        return "Certificates served by Ingresses and Gateways that end, do not name the host, or whose chain is out of order";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.of(
                        TlsUse.PERMISSIONS,
                        Certificate.PERMISSIONS,
                        List.of(Permission.list(ResourceType.SECRETS, "data")))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("expires_within", Duration.ofDays(21), "time left that is worth a warning"),
                new Setting("critical_within", Duration.ofDays(7), "time left that is critical"),
                new Setting("host_after", Duration.ofMinutes(10), "how long a new host may wait for its certificate"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Map<String, List<TlsUse>> bySecret = TlsUse.in(context).stream()
                .collect(Collectors.groupingBy(use -> use.secret().key(), TreeMap::new, Collectors.toList()));
        if (bySecret.isEmpty()) {
            return List.of();
        }
        List<Certificate> certificates = Certificate.in(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject secret : context.cluster().list(ResourceType.SECRETS)) {
            List<TlsUse> uses = bySecret.getOrDefault(secret.ref().key(), List.of());
            if (!uses.isEmpty() && secret.deletionRequested().isEmpty()) {
                Optional<Certificate> source =
                        certificates.stream().filter(one -> one.writes(secret)).findFirst();
                TlsChain.of(secret).ifPresent(chain -> judge(secret, chain, uses, source, context, findings));
            }
        }
        return findings;
    }

    private static void judge(
            KubeObject secret,
            TlsChain chain,
            List<TlsUse> uses,
            Optional<Certificate> source,
            CheckContext context,
            List<Finding> findings) {
        if (source.isEmpty()) {
            ending(secret, chain, uses, context).ifPresent(findings::add);
        }
        Optional<String> disorder = chain.disorder();
        disorder.map(cause -> about(Finding.warning("TlsChainOutOfOrder", secret), secret, uses)
                        .summary("The certificates in %s are not a chain in order".formatted(secret))
                        .cause(OneLine.of(cause)))
                .ifPresent(findings::add);
        // One that is being issued will name what was added to it, and an authority in front names no host at all.
        if (disorder.isEmpty() && source.filter(Certificate::isUnderWay).isEmpty()) {
            uses.forEach(use -> uncovered(secret, chain, use, source, context).ifPresent(findings::add));
        }
    }

    private static Optional<Finding> ending(
            KubeObject secret, TlsChain chain, List<TlsUse> uses, CheckContext context) {
        Instant end = chain.notAfter().orElse(Instant.MAX);
        Finding finding;
        if (!end.isAfter(context.now())) {
            finding = Finding.critical("TlsCertificateExpired", secret)
                    .summary("The certificate in %s has expired".formatted(secret))
                    .since(end);
        } else {
            Duration left = Duration.between(context.now(), end);
            Duration life =
                    chain.notBefore().map(start -> Duration.between(start, end)).orElse(left);
            if (left.compareTo(least(context.duration("expires_within", secret), life.dividedBy(3))) >= 0) {
                return Optional.empty();
            }
            boolean critical =
                    left.compareTo(least(context.duration("critical_within", secret), life.dividedBy(9))) < 0;
            finding = Finding.warning("TlsCertificateExpiring", secret)
                    .severity(critical ? Severity.CRITICAL : Severity.WARNING)
                    .summary("The certificate in %s expires in %s".formatted(secret, Span.inWords(left)));
        }
        return Optional.of(about(finding, secret, uses)
                .cause(
                        context.cluster().sees(Certificate.TYPE, secret.namespace())
                                ? "no Certificate of cert-manager writes it, so that it is renewed by hand or by another tool"
                                : "")
                .evidence("not after", end.toString())
                .evidence("issuer", OneLine.of(chain.leaf().get("issuer").text()))
                .evidence("dns names", OneLine.of(String.join(", ", chain.names()))));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Optional<Finding> uncovered(
            KubeObject secret, TlsChain chain, TlsUse use, Optional<Certificate> source, CheckContext context) {
        List<String> hosts =
                use.hosts().stream().filter(host -> !chain.covers(host)).toList();
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        String names = chain.names().isEmpty() ? "no host at all" : String.join(", ", chain.names());
        return Optional.of(Finding.warning("TlsHostNotCovered", use.user())
                .causeClass(secret.name())
                .summary("%s serves %s with a certificate that does not name it"
                        .formatted(use.user(), OneLine.of(String.join(", ", hosts))))
                .cause(OneLine.of("the certificate in %s names %s".formatted(secret, names)))
                .evidence(
                        "certificate",
                        source.map(one -> one.object().toString()).orElse(""))
                .dependsOn(source.map(one -> List.of(one.object().ref(), secret.ref()))
                        .orElse(List.of(secret.ref())))
                .look("kubectl -n %s describe %s %s"
                        .formatted(
                                use.user().namespace(),
                                use.user().type(),
                                use.user().name()))
                .sustained(context.duration("host_after", use.user())));
    }

    private static Finding about(Finding finding, KubeObject secret, List<TlsUse> uses) {
        ObjectRef ref = secret.ref();
        return finding.evidence(
                        "served by",
                        uses.stream()
                                .map(use -> use.user().toString())
                                .distinct()
                                .limit(4)
                                .collect(Collectors.joining(", ")))
                .look(
                        "kubectl -n %s get secret %s -o go-template='{{index .data \"tls.crt\" | base64decode}}' | openssl x509 -noout -subject -issuer -dates -ext subjectAltName"
                                .formatted(ref.namespace(), ref.name()));
    }
}
