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
import java.util.stream.IntStream;

/**
 * Nodes that come and go. Each change leaves a new moment in the Ready condition, and each restart a new boot id, so that they can be
 * counted by looking now and then; as an urgent check it looks whenever a node changes.
 */
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
    public boolean urgent() {
        return true;
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.NODES, "spec.unschedulable", "status.conditions", "status.nodeInfo.bootID"),
                Warnings.PERMISSION);
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
            long restarts = Math.max(bootsSeen(context, node), bootsTold(context, node, warnings));
            boolean maintained = node.at("spec.unschedulable").isTrue()
                    || node.deletionRequested().isPresent();
            boolean often = changes > context.number("changes", node) || restarts > context.number("restarts", node);
            if (often && !maintained) {
                findings.add(finding(context, node, changes, restarts));
            }
        }
        return findings;
    }

    /** The moments of the Ready condition over time, each of them negative if the node was not ready since then. */
    private static long changes(CheckContext context, KubeObject node) {
        Optional<Condition> ready = node.condition("Ready");
        Optional<Instant> since = ready.flatMap(Condition::since);
        if (since.isEmpty()) {
            return 0;
        }
        Instant known = context.now().minus(context.duration("within", node));
        Instant settled = node.created().map(made -> made.plus(FIRST)).orElse(Instant.MIN);
        Instant from = settled.isAfter(known) ? settled : known;
        long moment = since.get().getEpochSecond();
        return ReadyChanges.count(
                context.trend("ready_since_seconds", node.ref(), ready.get().isTrue() ? moment : -moment), from);
    }

    /** A boot id is a random text; that it is another one is all that counts. */
    private static long bootsSeen(CheckContext context, KubeObject node) {
        String boot = node.at("status.nodeInfo.bootID").text();
        if (boot.isEmpty()) {
            return 0;
        }
        Instant from = context.now().minus(context.duration("restarts_within", node));
        List<Trend.Point> points =
                context.trend("boot_id_hash", node.ref(), boot.hashCode()).points();
        return IntStream.range(1, points.size())
                .filter(i -> points.get(i).value() != points.get(i - 1).value())
                .filter(i -> points.get(i).at().isAfter(from))
                .count();
    }

    /** What the kubelet says when it begins anew, for what happened before anybody looked. */
    private static long bootsTold(CheckContext context, KubeObject node, Warnings warnings) {
        Instant from = context.now().minus(context.duration("restarts_within", node));
        return warnings.about(node.ref(), "Rebooted")
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
