package dev.midwatch.skills.k8s.node;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Quantity;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Nodes in heavy use. The metrics API holds one sample and no history, so a high value counts when it is met again and again for a
 * while. Memory is a warning; CPU, of which a lack slows pods but kills none, is information. How full a disk
 * is the metrics API does not say: the kubelet does, when it cannot clear images any more (by default above 85 %).
 */
public final class NodeUsage implements Check {
    private static final String[] DISK_EVENTS = {"FreeDiskSpaceFailed", "ImageGCFailed", "EvictionThresholdMet"};
    /** The same events tell of memory, of process ids, and of figures that a kubelet that has just begun does not have yet. */
    private static final Pattern OF_DISK = Pattern.compile(
            "reclaim (ephemeral-storage|inodes)|\\bfree \\d+ bytes|garbage collect required amount of images",
            Pattern.CASE_INSENSITIVE);

    @Override
    public String name() {
        return "node-usage";
    }

    @Override
    public String description() {
        return "Nodes whose CPU, memory or disk is almost used up";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.NODES, "status.allocatable.cpu", "status.allocatable.memory"),
                Permission.list(ResourceType.NODE_METRICS, "usage", "window", "timestamp"),
                Warnings.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("cpu_percent", 90, "percent of a node's allocatable CPU"),
                new Setting("memory_percent", 90, "percent of a node's allocatable memory"),
                new Setting(
                        "sustained_for",
                        Duration.ofMinutes(15),
                        "how long CPU or memory must be that high before it is told"),
                new Setting(
                        "disk_within",
                        Duration.ofMinutes(20),
                        "how long a kubelet's complaint about its disk is told"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Inventory metrics = Inventory.of(context, ResourceType.NODE_METRICS);
        Warnings warnings = Warnings.visible(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject node : context.cluster().list(ResourceType.NODES)) {
            metrics.find("", node.name()).ifPresent(sample -> {
                used(context, node, sample, "memory").ifPresent(findings::add);
                used(context, node, sample, "cpu").ifPresent(findings::add);
            });
            warnings.about(node.ref(), DISK_EVENTS)
                    .filter(event -> OF_DISK.matcher(event.message()).find())
                    .reduce((earlier, later) -> later)
                    .filter(event -> event.seenSince(context.now().minus(context.duration("disk_within", node))))
                    .map(event -> disk(node, event))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> used(CheckContext context, KubeObject node, KubeObject sample, String resource) {
        String use = sample.at("usage." + resource).text();
        String all = node.at("status.allocatable." + resource).text();
        OptionalDouble share = Quantity.share(use, all);
        if (share.isEmpty() || share.getAsDouble() * 100 <= context.number(resource + "_percent", node)) {
            return Optional.empty();
        }
        Finding finding = resource.equals("memory")
                ? Finding.of("NodeMemoryHigh", Severity.WARNING, node.ref())
                : Finding.of("NodeCpuHigh", Severity.INFO, node.ref()).explainsNothing();
        return Optional.of(finding.summary("%s uses %s of its %s"
                        .formatted(
                                node, Quantity.percent(share.getAsDouble()), resource.equals("cpu") ? "CPU" : resource))
                .evidence("in use", use)
                .evidence("allocatable", all)
                .evidence(
                        "sample",
                        "one, over %s, at %s"
                                .formatted(
                                        sample.at("window").text("?"),
                                        sample.at("timestamp").text("?")))
                .look("kubectl top node %s".formatted(node.name()))
                .sustained(context.duration("sustained_for", node)));
    }

    private static Finding disk(KubeObject node, Event event) {
        return Finding.warning("NodeDiskHigh", node)
                .summary("The disk of %s is almost full".formatted(node))
                .cause(OneLine.of(event.message()))
                .evidence("event", event.reason() + ", " + event.count() + " times")
                .since(event.first())
                .look("kubectl describe node " + node.name());
    }
}
