package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.Json;
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
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Volumes, and the disks of nodes, that are full or will be soon. Kubelets measure them; a claim that no running pod
 * mounts is not measured, and neither is a volume that is a folder of its node: there the node's disk is what fills.
 */
public final class VolumeUse implements Check {
    /** A request to each node in each cycle. */
    private static final int MOST_NODES = 200;

    @Override
    public String name() {
        return "volume-use";
    }

    @Override
    public String description() {
        return "Volumes and node disks that are full, or fill within days";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.PERSISTENT_VOLUME_CLAIMS, "spec.accessModes"),
                Mounts.PODS,
                Permission.list(ResourceType.NODES, "status.conditions"),
                KubeletStats.PERMISSION,
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("full_percent", 3, "percent of a volume that has to be free, or it is full"),
                new Setting("low_percent", 15, "percent of free room below which it matters that it shrinks"),
                new Setting("fills_within", Duration.ofDays(4), "how soon the line of its use has to reach the end"),
                new Setting("line_of", Duration.ofDays(3), "how far back that line begins"),
                new Setting("line_at_least", Duration.ofHours(6), "how long that line has to be to say anything"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Mounts mounts = Mounts.of(context);
        Map<String, Json> summaries = KubeletStats.of(context, asked(context, mounts));
        Volumes volumes = Volumes.in(summaries);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject node : mounts.readyNodes()) {
            fills(context, node, volumes.ofNode(node.name())).stream()
                    .filter(fill -> !isUnderPressure(node))
                    .forEach(fill -> findings.add(node(node, fill)));
        }
        Namespaces namespaces = Namespaces.of(context);
        for (KubeObject claim : context.cluster().list(ResourceType.PERSISTENT_VOLUME_CLAIMS)) {
            if (namespaces.keep(claim) && isWritten(claim)) {
                fills(context, claim, volumes.of(claim)).forEach(fill -> findings.add(claim(claim, fill, mounts)));
            }
        }
        return findings;
    }

    /** Those whose pods mount claims first; the others only where that is granted, since without claims it need not be. */
    private static List<String> asked(CheckContext context, Mounts mounts) throws ClusterException {
        List<String> nodes = new ArrayList<>(mounts.nodes());
        if (context.cluster().allowed(KubeletStats.PERMISSION, "")) {
            mounts.readyNodes().stream()
                    .filter(node -> !mounts.nodes().contains(node.name()))
                    .forEach(node -> nodes.add(node.name()));
        }
        return nodes.stream().limit(MOST_NODES).toList();
    }

    /** Then that is told, and the kubelet makes room. */
    private static boolean isUnderPressure(KubeObject node) {
        return node.condition("DiskPressure").filter(Condition::isTrue).isPresent();
    }

    private static boolean isWritten(KubeObject claim) {
        List<String> modes = claim.at("spec.accessModes").texts();
        return modes.isEmpty() || modes.stream().anyMatch(mode -> !mode.equals("ReadOnlyMany"));
    }

    /** What is told of a file system. */
    private record Fill(Filling state, FileSystem disk, Trend line, Optional<Instant> end) {}

    private static List<Fill> fills(CheckContext context, KubeObject about, Json disk) {
        return Stream.of(FileSystem.bytes(disk), FileSystem.inodes(disk))
                .flatMap(Optional::stream)
                .flatMap(measured -> judge(context, about, measured).stream())
                .toList();
    }

    private static Optional<Fill> judge(CheckContext context, KubeObject about, FileSystem disk) {
        Filling.Limits limits = new Filling.Limits(
                context.number("full_percent", about) / 100,
                context.number("low_percent", about) / 100,
                context.duration("fills_within", about),
                context.duration("line_at_least", about));
        Trend line = line(context, about, disk, limits);
        Filling state = Filling.of(disk, line, limits);
        return state == Filling.ROOMY
                ? Optional.empty()
                : Optional.of(new Fill(state, disk, line, Filling.fullAt(disk, line, limits)));
    }

    /** Where our own line is short, and it matters, a Prometheus may know more of it. */
    private static Trend line(CheckContext context, KubeObject about, FileSystem disk, Filling.Limits limits) {
        Duration back = context.duration("line_of", about);
        Trend line = context.trend("used_" + disk.what(), about.ref(), disk.used())
                .since(context.now().minus(back));
        boolean matters = disk.freeShare() >= limits.full() && disk.freeShare() < limits.low();
        return matters && line.span().compareTo(back.dividedBy(2)) < 0
                ? line.after(MeasuredUse.of(context, about, disk, back))
                : line;
    }

    private static Finding claim(KubeObject claim, Fill fill, Mounts mounts) {
        Finding finding = fill.state() == Filling.FULL
                ? Finding.critical("VolumeFull", claim)
                : Finding.warning("VolumeFilling", claim).explainsNothing();
        return told(finding, "The volume of " + claim, fill)
                .evidence("mounted by", mounts.podsOf(claim))
                .look("kubectl -n %s describe pvc %s".formatted(claim.namespace(), claim.name()));
    }

    private static Finding node(KubeObject node, Fill fill) {
        Finding finding = fill.state() == Filling.FULL
                ? Finding.critical("NodeDiskFull", node)
                : Finding.warning("NodeDiskFilling", node).explainsNothing();
        return told(finding, "The disk of " + node, fill).look("kubectl describe node " + node.name());
    }

    private static Finding told(Finding finding, String what, Fill fill) {
        FileSystem disk = fill.disk();
        String soon = fill.end()
                .map(end -> "fills in " + FillingLine.until(fill.line().now().at(), end))
                .orElse("");
        String cause = Stream.of(soon, FillingLine.grown(disk, fill.line()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
        return finding.causeClass(disk.what())
                .summary("%s has %s of %s left".formatted(what, disk.amount(disk.free()), disk.amount(disk.all())))
                .cause(cause)
                .evidence("line", FillingLine.evidence(disk, fill.line(), fill.end()));
    }
}
