package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Issuers that cannot issue: not ready, or without the ACME account they need. */
final class IssuerReady implements Check {
    @Override
    public String name() {
        return "issuer-ready";
    }

    @Override
    public String description() {
        return "cert-manager issuers that are not ready or have no ACME account";
    }

    @Override
    public List<Permission> permissions() {
        return Issuer.PERMISSIONS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("not_ready_after", Duration.ofMinutes(5), "how long setting it up may take"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        return Issuer.in(context).stream()
                .filter(issuer -> !works(issuer))
                .filter(issuer ->
                        context.age(lastMove(issuer)).compareTo(context.duration("not_ready_after", issuer.object()))
                                >= 0)
                .map(IssuerReady::finding)
                .toList();
    }

    private static boolean works(Issuer issuer) {
        // An ACME issuer becomes ready by registering its account.
        return issuer.ready().filter(Condition::isTrue).isPresent();
    }

    private static Instant lastMove(Issuer issuer) {
        return Stream.of(issuer.object().created(), issuer.ready().flatMap(Condition::since))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Finding finding(Issuer issuer) {
        Optional<Condition> ready = issuer.ready();
        Finding finding = issuer.lacksAcmeAccount()
                ? Finding.warning("AcmeAccountNotRegistered", issuer.object())
                        .summary("%s has no account with its ACME server".formatted(issuer.object()))
                        .evidence(
                                "server", issuer.object().at("spec.acme.server").text())
                : Finding.warning("IssuerNotReady", issuer.object())
                        .summary("%s is not ready".formatted(issuer.object()))
                        .causeClass(ready.map(Condition::reason).orElse(""));
        return finding.cause(ready.filter(condition -> !condition.isTrue())
                        .map(Condition::message)
                        .orElse("cert-manager has not set it up; its controller may not be running"))
                .evidence("reason", ready.map(Condition::reason).orElse(""))
                .since(ready.flatMap(Condition::since).or(issuer.object()::created))
                .dependsOn(issuer.secretRefs().stream()
                        .map(Issuer.SecretRef::secret)
                        .toList())
                .look(issuer.look());
    }
}
