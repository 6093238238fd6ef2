package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Services that select pods and have none that is ready, or some that are not. */
public final class ServiceEndpoints implements Check {
    @Override
    public String name() {
        return "service-endpoints";
    }

    @Override
    public String description() {
        return "Services with a selector and endpoints that are not ready";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(Backing.permissions());
        all.add(Namespaces.PERMISSION);
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long the pods of a Service may be not ready"),
                new Setting(
                        "unmatched_after", Duration.ofMinutes(1), "how long after a Service the first pod may come"),
                new Setting(
                        "some_after",
                        Duration.ofMinutes(15),
                        "how long some pods of a Service may be not ready while others are"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Backing backing = Backing.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject service : context.cluster().list(ResourceType.SERVICES)) {
            if (wantsPods(service) && namespaces.keep(service) && !ClusterDns.isDns(service)) {
                (backing.isServed(service) ? inPart(context, service, backing) : notAtAll(context, service, backing))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** A headless Service is a name for pods rather than a way to them, and an external one has none. */
    private static boolean wantsPods(KubeObject service) {
        return !service.at("spec.selector").members().isEmpty()
                && !service.at("spec.type").is("ExternalName")
                && !service.at("spec.clusterIP").is("None");
    }

    private static Optional<Finding> notAtAll(CheckContext context, KubeObject service, Backing backing) {
        return backing.gap(service)
                .filter(gap -> !gap.isWished())
                .filter(gap -> gap.lasts(context, limit(gap), service))
                .map(gap -> about(Finding.warning("ServiceWithoutEndpoints", service), service)
                        .severity(severity(gap, service))
                        .sustained(gap.toBeSeen(context, limit(gap), service))
                        .causeClass(gap.causeClass())
                        .summary(service + " has no ready endpoint")
                        .cause(gap.cause())
                        .evidence(gap.label(), gap.evidence())
                        .since(gap.since())
                        .dependsOn(gap.explainedBy()));
    }

    private static String limit(Gap gap) {
        return gap.kind() == Gap.Kind.NO_PODS ? "unmatched_after" : "after";
    }

    /** An operator makes all the Services that its kind of application may need, also those that this one does without. */
    private static Severity severity(Gap gap, KubeObject service) {
        return gap.kind() == Gap.Kind.NO_PODS && service.controller().isPresent() ? Severity.INFO : Severity.WARNING;
    }

    /** Only what has lasted counts: while a rollout or a restart goes on, some pods are always behind. */
    private static Optional<Finding> inPart(CheckContext context, KubeObject service, Backing backing) {
        if (!backing.isServedInPart(service) || !backing.isKnown(service.namespace())) {
            return Optional.empty();
        }
        List<KubeObject> pods = backing.pods(service);
        List<KubeObject> unready = pods.stream()
                .filter(pod ->
                        pod.condition("Ready").filter(ready -> !ready.isTrue()).isPresent())
                .filter(pod ->
                        Age.reached(context, pod.condition("Ready").flatMap(Condition::since), "some_after", service))
                .toList();
        if (unready.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(about(Finding.info("ServiceEndpointsNotReady", service), service)
                .summary("%s reaches %d of its %d pods".formatted(service, pods.size() - unready.size(), pods.size()))
                .cause("not ready: "
                        + unready.stream().limit(5).map(KubeObject::name).collect(Collectors.joining(", ")))
                .since(Backing.since(unready))
                .dependsOn(backing.explaining(unready)));
    }

    private static Finding about(Finding finding, KubeObject service) {
        return finding.look("kubectl -n %s get endpointslices -l kubernetes.io/service-name=%s"
                .formatted(service.namespace(), service.name()));
    }
}
