package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Quantity;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Resource quotas that are almost or wholly used. A full quota may be just what somebody planned; it becomes a warning when it refuses
 * something.
 */
public final class Quota implements Check {
    @Override
    public String name() {
        return "quota";
    }

    @Override
    public String description() {
        return "Resource quotas that are almost used up, or refuse objects";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.RESOURCE_QUOTAS, "status.hard", "status.used"),
                Permission.list(ResourceType.REPLICA_SETS, "status.conditions"),
                Warnings.PERMISSION,
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("used_percent", 90, "percent of a quota that may be used"),
                new Setting(
                        "nearly_full_for",
                        Duration.ofMinutes(15),
                        "how long a quota must be almost used up before it is told"),
                new Setting("refused_within", Duration.ofMinutes(30), "how long a refusal is told"));
    }

    private record Use(String resource, String used, String hard, double share) {
        @Override
        public String toString() {
            return "%s %s of %s".formatted(resource, used, hard);
        }
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Inventory replicaSets = Inventory.of(context, ResourceType.REPLICA_SETS);
        Map<String, List<Event>> refusals = Warnings.visible(context).events().stream()
                .filter(event -> event.message().contains("quota: "))
                .filter(event -> !isOver(event, replicaSets))
                .collect(Collectors.groupingBy(event -> event.about().namespace()));
        List<Finding> findings = new ArrayList<>();
        for (KubeObject quota : context.cluster().list(ResourceType.RESOURCE_QUOTAS)) {
            if (namespaces.keep(quota)) {
                Optional<Event> refusal = refusal(context, quota, refusals.getOrDefault(quota.namespace(), List.of()));
                judge(context, quota, refusal).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** A ReplicaSet says whether it is still refused; in an update pods are for a moment more than they may be. */
    private static boolean isOver(Event event, Inventory replicaSets) {
        return event.about().kind().equals("ReplicaSet")
                && replicaSets
                        .find(event.about().namespace(), event.about().name())
                        .filter(set -> set.condition("ReplicaFailure")
                                .filter(Condition::isTrue)
                                .isEmpty())
                        .isPresent();
    }

    private static Optional<Event> refusal(CheckContext context, KubeObject quota, List<Event> refusals) {
        return refusals.stream()
                .filter(event -> event.message().contains("exceeded quota: " + quota.name() + ",")
                        || event.message().contains("failed quota: " + quota.name() + ":"))
                .filter(event -> event.seenSince(context.now().minus(context.duration("refused_within", quota))))
                .reduce((earlier, later) -> later);
    }

    private static Optional<Finding> judge(CheckContext context, KubeObject quota, Optional<Event> refusal) {
        List<Use> high = quota.at("status.hard").textMembers().entrySet().stream()
                .flatMap(limit -> use(quota, limit.getKey(), limit.getValue()).stream())
                .filter(use -> use.share() * 100 > context.number("used_percent", quota))
                .sorted(Comparator.comparing(Use::share).reversed())
                .toList();
        if (high.isEmpty() && refusal.isEmpty()) {
            return Optional.empty();
        }
        String uses = high.stream().map(Use::toString).collect(Collectors.joining(", "));
        return Optional.of(finding(context, quota, high, refusal.isPresent())
                .cause(refusal.map(event ->
                                event.about().kind() + " " + event.about().name() + ": " + OneLine.of(event.message()))
                        .orElse(uses))
                .evidence("used", uses)
                .look("kubectl -n %s describe resourcequota %s".formatted(quota.namespace(), quota.name())));
    }

    private static Optional<Use> use(KubeObject quota, String resource, String hard) {
        String used = quota.at("status.used").get(resource).text();
        return Quantity.share(used, hard).stream()
                .mapToObj(share -> new Use(resource, used, hard, share))
                .findFirst();
    }

    private static Finding finding(CheckContext context, KubeObject quota, List<Use> high, boolean refuses) {
        if (refuses) {
            return Finding.warning("QuotaRefuses", quota).summary("%s refuses new objects".formatted(quota));
        }
        double most = high.get(0).share();
        if (most > 1) {
            return Finding.of("QuotaExceeded", Severity.WARNING, quota.ref())
                    .summary("%s is exceeded: objects older than the quota use more than it allows".formatted(quota));
        }
        return most == 1
                ? Finding.info("QuotaFull", quota).summary("%s is used up".formatted(quota))
                : Finding.info("QuotaNearlyFull", quota)
                        .summary("%s is used to %s".formatted(quota, Quantity.percent(most)))
                        .sustained(context.duration("nearly_full_for", quota));
    }
}
