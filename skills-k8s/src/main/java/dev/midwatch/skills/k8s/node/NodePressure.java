package dev.midwatch.skills.k8s.node;

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
import dev.midwatch.skills.k8s.evidence.Age;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Nodes that run short of something, or about which a problem detector complains. */
public final class NodePressure implements Check {
    private static final Map<String, String> PRESSURES =
            Map.of("MemoryPressure", "memory", "DiskPressure", "disk space", "PIDPressure", "process ids");
    /** Conditions of others say a problem when true if they are called like one; a node may also have good news. */
    private static final Pattern PROBLEM = Pattern.compile(
            "Problem|Pressure|Deadlock|Unhealthy|Unavailable|[Rr]ead[Oo]nly|Corrupt|Frequent|Fail|Error|Offline|Hung|Xid|Overload|Down");

    @Override
    public String name() {
        return "node-pressure";
    }

    @Override
    public String description() {
        return "Nodes under memory, disk or process pressure, without network, or with a reported problem";
    }

    @Override
    public boolean urgent() {
        return true;
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.list(ResourceType.NODES, "status.conditions"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(1), "how long a condition may last before it is told"),
                new Setting(
                        "unknown_after",
                        Duration.ofMinutes(15),
                        "how long a problem detector may say that it does not know"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (KubeObject node : context.cluster().list(ResourceType.NODES)) {
            // What a node that is not ready says of itself is old; that it is not ready is told.
            boolean ready = node.condition("Ready").filter(Condition::isTrue).isPresent();
            if (ready && node.deletionRequested().isEmpty()) {
                node.conditions().stream()
                        .map(condition -> judge(context, node, condition))
                        .flatMap(Optional::stream)
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> judge(CheckContext context, KubeObject node, Condition condition) {
        boolean lasting = Age.reached(context, condition.since(), condition.isTrue() ? "after" : "unknown_after", node);
        if (condition.isFalse() || condition.type().equals("Ready") || !lasting) {
            return Optional.empty();
        }
        String type = condition.type();
        if (condition.isTrue() && PRESSURES.containsKey(type)) {
            return Optional.of(about(Finding.of("NodePressure", Severity.WARNING, node.ref()), node, condition)
                    .summary("%s runs short of %s and may evict pods".formatted(node, PRESSURES.get(type))));
        }
        if (condition.isTrue() && type.equals("NetworkUnavailable")) {
            return Optional.of(about(Finding.critical("NodeNetworkUnavailable", node), node, condition)
                    .summary("The network of %s is not set up".formatted(node)));
        }
        if (PRESSURES.containsKey(type) || !PROBLEM.matcher(type).find()) {
            return Optional.empty();
        }
        Severity severity = condition.isTrue() ? Severity.WARNING : Severity.INFO;
        return Optional.of(about(Finding.of("NodeProblem", severity, node.ref()), node, condition)
                .summary(
                        condition.isTrue()
                                ? "%s reports %s".formatted(node, type)
                                : "%s does not know about %s".formatted(node, type)));
    }

    private static Finding about(Finding finding, KubeObject node, Condition condition) {
        return finding.causeClass(condition.type())
                .cause(OneLine.of(condition.message()))
                .evidence("condition", (condition.type() + "=" + condition.status() + " " + condition.reason()).strip())
                .since(condition.since())
                .look("kubectl describe node " + node.name());
    }
}
