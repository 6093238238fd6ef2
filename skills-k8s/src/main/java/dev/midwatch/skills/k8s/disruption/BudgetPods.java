package dev.midwatch.skills.k8s.disruption;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.LabelMatch;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pods that budgets select, the workloads that would make such pods, and the nodes that are being emptied. */
final class BudgetPods {
    private static final String LABELS = "spec.template.metadata.labels";
    private static final String CRON_LABELS = "spec.jobTemplate.spec.template.metadata.labels";
    private static final List<ResourceType> MAKERS = List.of(
            ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS, ResourceType.CRON_JOBS);
    static final List<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(
                            Permission.list(
                                    ResourceType.PODS,
                                    "spec.nodeName",
                                    "status.phase",
                                    "status.conditions.type",
                                    "status.conditions.status",
                                    "status.conditions.lastTransitionTime"),
                            Permission.list(ResourceType.NODES, "spec.unschedulable")),
                    MAKERS.stream()
                            .map(type ->
                                    Permission.list(type, type.equals(ResourceType.CRON_JOBS) ? CRON_LABELS : LABELS)))
            .toList();

    private final CheckContext context;
    private final Map<String, List<KubeObject>> pods;

    BudgetPods(CheckContext context) throws ClusterException {
        this.context = context;
        this.pods = context.cluster().list(ResourceType.PODS).stream()
                .collect(Collectors.groupingBy(KubeObject::namespace));
    }

    List<KubeObject> of(KubeObject budget) {
        BudgetSelector selector = selector(budget);
        return pods.getOrDefault(budget.namespace(), List.of()).stream()
                .filter(pod -> selector.selects(pod.labels()))
                .toList();
    }

    /** Whether it selects nothing that there is or that would be made again. */
    boolean isPointless(KubeObject budget) throws ClusterException {
        boolean whole = context.cluster().sees(ResourceType.PODS, budget.namespace())
                && MAKERS.stream().allMatch(type -> context.cluster().sees(type, budget.namespace()));
        BudgetSelector selector = selector(budget);
        return whole
                && of(budget).isEmpty()
                && Visible.list(context, MAKERS).stream()
                        .filter(maker -> maker.namespace().equals(budget.namespace()))
                        .noneMatch(maker -> selector.selects(labels(maker)));
    }

    private static Map<String, String> labels(KubeObject maker) {
        Json labels = maker.at(maker.type().equals(ResourceType.CRON_JOBS) ? CRON_LABELS : LABELS);
        return labels.textMembers();
    }

    /** By which label it misses the pods that were probably meant; empty if there are none. */
    String miss(KubeObject budget) {
        return LabelMatch.of(
                        budget.at("spec.selector.matchLabels").textMembers(),
                        pods.getOrDefault(budget.namespace(), List.of()))
                .near()
                .orElse("");
    }

    static BudgetSelector selector(KubeObject budget) {
        return new BudgetSelector(budget.at("spec.selector"));
    }

    List<KubeObject> unhealthy(KubeObject budget) {
        return of(budget).stream()
                .filter(pod -> !List.of("Succeeded", "Failed")
                        .contains(pod.at("status.phase").text()))
                .filter(pod -> pod.condition("Ready").filter(Condition::isTrue).isEmpty())
                .toList();
    }

    /** Since when too few are healthy, as they say it; empty if some are not there at all. */
    static Optional<Instant> tooFewSince(KubeObject budget, List<KubeObject> unhealthy) {
        long spare = budget.at("status.expectedPods").number(0)
                - budget.at("status.desiredHealthy").number(0);
        return unhealthy.stream()
                .flatMap(pod -> pod.condition("Ready").flatMap(Condition::since).or(pod::created).stream())
                .sorted()
                .skip(Math.max(0, spare))
                .findFirst();
    }

    /** The closed nodes that its pods are on, as far as nodes can be seen: somebody wants to empty them, and cannot. */
    List<String> keptOn(KubeObject budget) {
        Set<String> closed = Inventory.of(context, ResourceType.NODES).in("").stream()
                .filter(node -> node.at("spec.unschedulable").isTrue())
                .map(KubeObject::name)
                .collect(Collectors.toSet());
        return of(budget).stream()
                .map(pod -> pod.at("spec.nodeName").text())
                .filter(closed::contains)
                .distinct()
                .sorted()
                .toList();
    }
}
