package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Services that select pods and have none that is ready. */
public final class ServiceEndpoints implements Check {
    @Override
    public String name() {
        return "service-endpoints";
    }

    @Override
    public String description() {
        return "Services with a selector and no ready endpoint";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.SERVICES, "spec.type", "spec.selector", "spec.clusterIP"),
                Permission.list(ResourceType.ENDPOINT_SLICES, "endpoints.conditions.ready"),
                Permission.list(
                        ResourceType.PODS,
                        "spec.nodeName",
                        "status.phase",
                        "status.conditions.type",
                        "status.conditions.status",
                        "status.conditions.lastTransitionTime"),
                ScaledToZero.deployments(),
                ScaledToZero.statefulSets(),
                DownNodes.PERMISSION,
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long the pods of a Service may be not ready"),
                new Setting(
                        "unmatched_after", Duration.ofMinutes(1), "how long after a Service the first pod may come"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Set<String> served = served(context);
        List<KubeObject> candidates = new ArrayList<>();
        for (KubeObject service : context.cluster().list(ResourceType.SERVICES)) {
            if (wantsPods(service)
                    && namespaces.keep(service)
                    && !served.contains(service.namespace() + "/" + service.name())
                    && context.cluster().sees(ResourceType.ENDPOINT_SLICES, service.namespace())
                    && context.cluster().sees(ResourceType.PODS, service.namespace())) {
                candidates.add(service);
            }
        }
        return candidates.isEmpty() ? List.of() : judge(context, candidates);
    }

    /** A headless Service is a name for pods rather than a way to them, and an external one has none. */
    private static boolean wantsPods(KubeObject service) {
        return !service.at("spec.selector").members().isEmpty()
                && !service.at("spec.type").is("ExternalName")
                && !service.at("spec.clusterIP").is("None");
    }

    private static Set<String> served(CheckContext context) throws ClusterException {
        return context.cluster().list(ResourceType.ENDPOINT_SLICES).stream()
                .filter(slice -> slice.at("endpoints").items().stream()
                        .anyMatch(endpoint -> !endpoint.at("conditions.ready").is("false")))
                .map(slice -> slice.namespace() + "/"
                        + slice.at("metadata.labels")
                                .get("kubernetes.io/service-name")
                                .text())
                .collect(Collectors.toSet());
    }

    private static List<Finding> judge(CheckContext context, List<KubeObject> services) throws ClusterException {
        Map<String, List<KubeObject>> pods = context.cluster().list(ResourceType.PODS).stream()
                .filter(pod -> pod.deletionRequested().isEmpty())
                .filter(pod -> !pod.at("status.phase").is("Succeeded")
                        && !pod.at("status.phase").is("Failed"))
                .collect(Collectors.groupingBy(KubeObject::namespace));
        DownNodes downNodes = DownNodes.of(context);
        ScaledToZero asleep = ScaledToZero.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject service : services) {
            LabelMatch match = LabelMatch.of(
                    service.at("spec.selector").textMembers(), pods.getOrDefault(service.namespace(), List.of()));
            if (!match.pods().isEmpty()) {
                unready(context, service, match.pods(), downNodes).ifPresent(findings::add);
            } else if (!asleep.matches(service)
                    && Age.reached(context, service.created(), "unmatched_after", service)) {
                findings.add(unmatched(service, match, asleep.awake(service)));
            }
        }
        return findings;
    }

    private static Optional<Finding> unready(
            CheckContext context, KubeObject service, List<KubeObject> pods, DownNodes downNodes) {
        Optional<Instant> since = pods.stream()
                .map(pod -> pod.condition("Ready").flatMap(Condition::since).or(pod::created))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        if (!Age.reached(context, since, "after", service)) {
            return Optional.empty();
        }
        List<ObjectRef> explainedBy = new ArrayList<>();
        pods.stream().limit(20).forEach(pod -> {
            explainedBy.add(PodOrigin.owner(context, pod));
            explainedBy.add(pod.ref());
            explainedBy.addAll(downNodes.under(pod));
        });
        return Optional.of(about(service)
                .causeClass("not-ready")
                .cause(
                        pods.size() == 1
                                ? "the one pod it selects is not ready"
                                : "none of the %d pods it selects is ready".formatted(pods.size()))
                .evidence("pods", pods.stream().limit(5).map(KubeObject::name).collect(Collectors.joining(", ")))
                .since(since)
                .dependsOn(explainedBy.stream().distinct().toList()));
    }

    /** Workloads whose pods it would select and that have none explain it: somebody refuses their pods. */
    private static Finding unmatched(KubeObject service, LabelMatch match, List<ObjectRef> workloads) {
        return about(service)
                .causeClass("no-pods")
                .cause(workloads.isEmpty() ? match.miss() : workloads.get(0) + " would have such pods, but has none")
                .evidence("selector", match.selector())
                .dependsOn(workloads);
    }

    private static Finding about(KubeObject service) {
        return Finding.warning("ServiceWithoutEndpoints", service)
                .summary(service + " has no ready endpoint")
                .look("kubectl -n %s get endpointslices -l kubernetes.io/service-name=%s"
                        .formatted(service.namespace(), service.name()));
    }
}
