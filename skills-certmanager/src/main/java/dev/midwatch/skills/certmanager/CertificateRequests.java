package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests that will bring no certificate. Of each Certificate only the newest: what became of earlier attempts is history. */
final class CertificateRequests implements Check {
    @Override
    public String name() {
        return "certificate-request";
    }

    @Override
    public String description() {
        return "cert-manager requests that failed, were denied, are not valid or that nobody approves";
    }

    @Override
    public List<Permission> permissions() {
        return Issuance.PERMISSIONS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("approved_after", Duration.ofMinutes(10), "how long an approval may take"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Issuance chain = Issuance.of(context);
        return chain.current(Issuance.REQUESTS).stream()
                .flatMap(request -> RequestTrouble.of(request)
                        .filter(trouble -> trouble != RequestTrouble.NOT_APPROVED || isOld(request, context))
                        .map(trouble -> finding(trouble, request, chain))
                        .stream())
                .toList();
    }

    private static boolean isOld(KubeObject request, CheckContext context) {
        return context.age(request.created().orElse(Instant.EPOCH))
                        .compareTo(context.duration("approved_after", request))
                >= 0;
    }

    private static Finding finding(RequestTrouble trouble, KubeObject request, Issuance chain) {
        Optional<Condition> why = request.condition(trouble.condition).or(() -> request.condition("Ready"));
        List<ObjectRef> suspects = new ArrayList<>(chain.below(request));
        suspects.add(IssuerRef.of(request));
        return Finding.of(trouble.reason, trouble.severity, request.ref())
                // A certificate that is still good has time for the next attempt.
                .severity(chain.isRenewal(request) ? Severity.INFO : trouble.severity)
                .owner(chain.origin(request))
                .summary("%s for %s %s".formatted(request, chain.origin(request), trouble.words))
                .cause(
                        trouble == RequestTrouble.NOT_APPROVED
                                ? "no approver has looked at it: the one of cert-manager is off, or a policy covers it that nobody enforces"
                                : OneLine.of(why.map(Condition::message).orElse("")))
                .evidence("issuer", IssuerRef.of(request).toString())
                .since(request.at("status.failureTime")
                        .time()
                        .or(() -> why.flatMap(Condition::since))
                        .or(request::created))
                .dependsOn(suspects)
                .look("kubectl -n %s describe certificaterequest %s".formatted(request.namespace(), request.name()));
    }
}
