package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Nodes on which the kernel kills the containers of one workload after another for memory. It does not wait for the next cycle. */
public final class MemoryStorm implements Check {
    private static final int NAMED = 5;

    @Override
    public String name() {
        return "memory-storm";
    }

    @Override
    public String description() {
        return "Nodes on which containers of several workloads are killed for memory within minutes";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(PodFields.with(), Warnings.PERMISSION);
    }

    @Override
    public boolean urgent() {
        return true;
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Map<String, List<Waves.End>> kills = Waves.of(context).kills();
        if (kills.isEmpty()) {
            return List.of();
        }
        Warnings warnings = Warnings.visible(context);
        return kills.entrySet().stream()
                .map(node -> finding(node.getKey(), node.getValue(), warnings))
                .toList();
    }

    /** It depends on its own node, so that whatever is known of that explains it. */
    private static Finding finding(String name, List<Waves.End> kills, Warnings warnings) {
        ObjectRef node = ObjectRef.of(ResourceType.NODES, "", name);
        List<String> owners = kills.stream()
                .map(end -> end.owner().toString())
                .distinct()
                .sorted()
                .toList();
        String named = owners.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (owners.size() > NAMED ? " and " + (owners.size() - NAMED) + " more" : "");
        return Finding.of("MemoryStorm", Severity.CRITICAL, node)
                .summary("%s kills for memory: containers of %d workloads ended within minutes"
                        .formatted(node, owners.size()))
                .cause(warnings.latest(node, "SystemOOM")
                        .map(Event::message)
                        .map(OneLine::of)
                        .orElse("its pods use more memory than it has: " + named))
                .evidence("killed", named)
                .since(kills.get(0).at())
                .dependsOn(node)
                .look("kubectl describe node " + name);
    }
}
