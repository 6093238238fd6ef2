package dev.midwatch.skills.k8s.disruption;

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
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Disruption budgets that let no pod be evicted, so that a node cannot be emptied, and budgets that protect nothing. */
public final class DisruptionBudgets implements Check {
    @Override
    public String name() {
        return "pdb";
    }

    @Override
    public String description() {
        return "Disruption budgets that block evictions, can never allow one, or protect nothing";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(
                        Stream.of(
                                Permission.list(
                                        ResourceType.POD_DISRUPTION_BUDGETS,
                                        "spec.selector",
                                        "spec.minAvailable",
                                        "spec.maxUnavailable",
                                        "status"),
                                Namespaces.PERMISSION),
                        BudgetPods.PERMISSIONS.stream())
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(15), "how long a budget may block, or protect nothing"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> budgets = context.cluster().list(ResourceType.POD_DISRUPTION_BUDGETS);
        if (budgets.isEmpty()) {
            return List.of();
        }
        Namespaces namespaces = Namespaces.of(context);
        BudgetPods pods = new BudgetPods(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject budget : budgets) {
            Optional<Instant> since = budget.condition("DisruptionAllowed")
                    .filter(Condition::isFalse)
                    .flatMap(Condition::since);
            if (namespaces.keep(budget)
                    && Age.reached(context, budget.created(), "after", budget)
                    && Age.reached(context, since, "after", budget)) {
                finding(context, budget, pods)
                        .map(finding -> about(finding, budget))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Finding about(Finding finding, KubeObject budget) {
        return finding.since(budget.condition("DisruptionAllowed")
                        .filter(Condition::isFalse)
                        .flatMap(Condition::since))
                .look("kubectl -n %s describe pdb %s".formatted(budget.namespace(), budget.name()));
    }

    private static Optional<Finding> finding(CheckContext context, KubeObject budget, BudgetPods pods)
            throws ClusterException {
        return switch (BudgetState.of(budget)) {
            case SOUND -> Optional.empty();
            case NOT_COUNTED ->
                Optional.of(Finding.warning("PdbNotCounted", budget)
                        .summary("The pods of %s cannot be counted, so none of them can be evicted".formatted(budget))
                        .cause(OneLine.of(budget.condition("DisruptionAllowed")
                                .map(Condition::message)
                                .orElse(""))));
            case EMPTY -> pods.isPointless(budget) ? Optional.of(pointless(context, budget, pods)) : Optional.empty();
            case MORE_THAN_THERE_ARE, ALL_THERE_ARE -> Optional.of(impossible(budget, pods));
            case TOO_FEW_HEALTHY -> blocks(context, budget, pods);
        };
    }

    /** A label that almost fits is a slip; a budget for something that is gone harms nobody. */
    private static Finding pointless(CheckContext context, KubeObject budget, BudgetPods pods) {
        String miss = pods.miss(budget);
        return Finding.of("PdbMatchesNothing", miss.isEmpty() ? Severity.INFO : Severity.WARNING, budget.ref())
                .summary("%s protects nothing: no pod has %s".formatted(budget, BudgetPods.selector(budget)))
                .cause(miss)
                .sustained(context.duration("after", budget));
    }

    /** Until somebody empties a node it does no harm; then it does, and for good. */
    private static Finding impossible(KubeObject budget, BudgetPods pods) {
        List<String> nodes = pods.keptOn(budget);
        long there = budget.at("status.expectedPods").number(0);
        long asked = budget.at("status.desiredHealthy").number(0);
        return Finding.of("PdbNeverAllows", !nodes.isEmpty() ? Severity.WARNING : Severity.INFO, budget.ref())
                .summary("%s never lets a pod be evicted%s"
                        .formatted(
                                budget,
                                nodes.isEmpty() ? "" : ", so " + String.join(", ", nodes) + " cannot be emptied"))
                .cause("%s asks for %d healthy pods, and there %s %d"
                        .formatted(rule(budget), asked, there == 1 ? "is" : "are", there));
    }

    private static String rule(KubeObject budget) {
        String most = budget.at("spec.maxUnavailable").text();
        return most.isEmpty() ? "minAvailable " + budget.at("spec.minAvailable").text("1") : "maxUnavailable " + most;
    }

    /** A budget for all there are never allows anything, so only its pods say since when they are too few. */
    private static Optional<Finding> blocks(CheckContext context, KubeObject budget, BudgetPods pods) {
        List<KubeObject> unhealthy = pods.unhealthy(budget);
        Optional<Instant> since = BudgetPods.tooFewSince(budget, unhealthy);
        if (!Age.reached(context, since, "after", budget)) {
            return Optional.empty();
        }
        List<ObjectRef> explainedBy = unhealthy.stream()
                .flatMap(pod -> Stream.of(pod.ref(), PodOrigin.owner(context, pod)))
                .distinct()
                .toList();
        return Optional.of(Finding.warning("PdbBlocks", budget)
                .summary("%s lets no pod be evicted: %d of %d pods are healthy, it asks for %d"
                        .formatted(
                                budget,
                                budget.at("status.currentHealthy").number(0),
                                budget.at("status.expectedPods").number(0),
                                budget.at("status.desiredHealthy").number(0)))
                .cause(unhealthy.isEmpty() ? "" : unhealthy.get(0) + " is not ready")
                .sustained(since.isPresent() ? Duration.ZERO : context.duration("after", budget))
                .dependsOn(explainedBy));
    }
}
