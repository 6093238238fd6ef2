package dev.midwatch.skills.k8s.node;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nodes that come and go. Each change leaves a new moment in the Ready condition, so that looking now and then is enough to count. */
public final class NodeFlapping implements Check {
    /** A node that is new becomes ready for the first time. */
    private static final Duration FIRST = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "node-flapping";
    }

    @Override
    public String description() {
        return "Nodes that become ready and not ready again and again, or restart";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.NODES, "spec.unschedulable", "status.conditions"), Warnings.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("within", Duration.ofMinutes(15), "the time in which changes are counted"),
                new Setting("changes", 2, "how often a node may change in that time"),
                new Setting("restarts_within", Duration.ofHours(6), "the time in which restarts are counted"),
                new Setting("restarts", 1, "how often a node may restart in that time"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Warnings warnings = Warnings.visible(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject node : context.cluster().list(ResourceType.NODES)) {
            long changes = changes(context, node);
            long restarts = restarts(context, node, warnings);
            boolean maintained = node.at("spec.unschedulable").isTrue()
                    || node.deletionRequested().isPresent();
            boolean often = changes > context.number("changes", node) || restarts > context.number("restarts", node);
            if (often && !maintained) {
                findings.add(finding(context, node, changes, restarts));
            }
        }
        return findings;
    }

    private static long changes(CheckContext context, KubeObject node) {
        Optional<Instant> since = node.condition("Ready").flatMap(Condition::since);
        if (since.isEmpty()) {
            return 0;
        }
        Instant from = context.now().minus(context.duration("within", node));
        Trend moments =
                context.trend("ready_changed_seconds", node.ref(), since.get().getEpochSecond());
        return moments.points().stream()
                .map(point -> Instant.ofEpochSecond(Math.round(point.value())))
                .filter(changed -> changed.isAfter(from) && !changed.isAfter(context.now()))
                .filter(changed -> node.created()
                        .filter(made -> !changed.isAfter(made.plus(FIRST)))
                        .isEmpty())
                .distinct()
                .count();
    }

    private static long restarts(CheckContext context, KubeObject node, Warnings warnings) {
        Instant from = context.now().minus(context.duration("restarts_within", node));
        return warnings.events().stream()
                .filter(event -> event.reason().equals("Rebooted")
                        && event.about().kind().equals("Node")
                        && event.about().name().equals(node.name()))
                .filter(event -> event.seenSince(from))
                .count();
    }

    private static Finding finding(CheckContext context, KubeObject node, long changes, long restarts) {
        boolean restarted = restarts > context.number("restarts", node);
        Duration within = context.duration(restarted ? "restarts_within" : "within", node);
        boolean ready = node.condition("Ready").filter(Condition::isTrue).isPresent();
        return Finding.warning("NodeFlapping", node)
                .summary("%s %s".formatted(node, restarted ? "restarts again and again" : "comes and goes"))
                .cause(
                        restarted
                                ? "it restarted %d times within %s".formatted(restarts, hours(within))
                                : "Ready changed %d times within %d minutes; it is %s now"
                                        .formatted(changes, within.toMinutes(), ready ? "ready" : "not ready"))
                .look("kubectl describe node " + node.name());
    }

    private static String hours(Duration time) {
        return time.toHours() > 0 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }
}
