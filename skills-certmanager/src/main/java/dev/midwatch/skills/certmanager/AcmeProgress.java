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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Orders and challenges that failed or do not end. The challenge knows why, so it explains its order, and that the certificate. */
final class AcmeProgress implements Check {
    private static final Set<String> FAILED = Set.of("invalid", "expired", "errored");
    private static final Set<String> UNDER_WAY = Set.of("", "pending", "processing", "ready");

    @Override
    public String name() {
        return "acme-progress";
    }

    @Override
    public String description() {
        return "ACME orders and challenges of cert-manager that failed or stay pending";
    }

    @Override
    public List<Permission> permissions() {
        return Issuance.PERMISSIONS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("order_after", Duration.ofMinutes(30), "how long an order may be pending"),
                new Setting("challenge_after", Duration.ofMinutes(10), "how long a challenge may be pending"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Issuance chain = Issuance.of(context);
        return Stream.concat(
                        chain.current(Issuance.CHALLENGES).stream()
                                .flatMap(one -> challenge(one, chain, context).stream()),
                        chain.current(Issuance.ORDERS).stream().flatMap(one -> order(one, chain, context).stream()))
                .toList();
    }

    private static Optional<Finding> order(KubeObject order, Issuance chain, CheckContext context) {
        String state = order.at("status.state").text();
        String names = String.join(", ", order.at("spec.dnsNames").texts());
        if (FAILED.contains(state)) {
            return Optional.of(about(order, chain, Finding.warning("AcmeOrderFailed", order))
                    .causeClass(state)
                    .summary("The order of %s for %s is %s".formatted(chain.origin(order), names, state))
                    .since(order.at("status.failureTime").time().or(order::created)));
        }
        return UNDER_WAY.contains(state) && isOld(order, "order_after", context)
                ? Optional.of(about(order, chain, Finding.warning("AcmeOrderPending", order))
                        .summary("The order of %s for %s does not end".formatted(chain.origin(order), names))
                        .evidence("state", state))
                : Optional.empty();
    }

    private static Optional<Finding> challenge(KubeObject challenge, Issuance chain, CheckContext context) {
        String state = challenge.at("status.state").text();
        String what = "The %s challenge of %s for %s"
                .formatted(
                        type(challenge),
                        chain.origin(challenge),
                        challenge.at("spec.dnsName").text());
        if (FAILED.contains(state)) {
            return Optional.of(about(challenge, chain, Finding.warning("AcmeChallengeFailed", challenge))
                    .causeClass(challenge.at("spec.dnsName").text())
                    .summary("%s is %s".formatted(what, state)));
        }
        if (!UNDER_WAY.contains(state) || !isOld(challenge, "challenge_after", context)) {
            return Optional.empty();
        }
        Stall stall = Stall.of(challenge);
        return Optional.of(about(challenge, chain, Finding.warning("AcmeChallengePending", challenge))
                .causeClass(challenge.at("spec.dnsName").text())
                .summary(what + " " + stall.words)
                .evidence(
                        "hint",
                        Stall.hint(
                                type(challenge), challenge.at("status.reason").text())));
    }

    private static boolean isOld(KubeObject link, String setting, CheckContext context) {
        return context.age(link.created().orElse(Instant.EPOCH)).compareTo(context.duration(setting, link)) >= 0;
    }

    private static Finding about(KubeObject link, Issuance chain, Finding finding) {
        List<ObjectRef> suspects = new ArrayList<>(chain.below(link));
        suspects.add(IssuerRef.of(link));
        return finding.owner(chain.origin(link))
                // A certificate that is still good has time for the next attempt.
                .severity(chain.isRenewal(link) ? Severity.INFO : Severity.WARNING)
                .cause(OneLine.of(link.at("status.reason").text()))
                .since(link.created())
                .dependsOn(suspects)
                .look("kubectl -n %s describe %s %s"
                        .formatted(
                                link.namespace(),
                                link.type().plural() + "." + link.type().group(),
                                link.name()));
    }

    private static String type(KubeObject challenge) {
        return challenge.at("spec.type").text("ACME");
    }
}
