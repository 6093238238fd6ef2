package dev.midwatch.skills.k8s.report;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How the cluster is, as a few lines of Markdown. Healthy facts are no findings, so a report asks here; a run without a model can
 * call it as well and put its answer above the findings.
 */
public final class ClusterSummary implements Tool {
    private static final Duration CERTIFICATE_WARNING = Duration.ofDays(21);

    private interface Section {
        String read(ClusterReader cluster) throws ClusterException;
    }

    @Override
    public ToolSpec spec() {
        return ToolSpec.named(
                "cluster_summary",
                "State of the cluster in a few lines: nodes, pods not running, top 5 by CPU and memory, Argo CD applications out of"
                        + " sync, certificates near their end.");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.NODES, "spec.unschedulable", "status.conditions"),
                Permission.list(ResourceType.PODS, "status.phase", "status.reason"),
                Permission.list(ResourceType.POD_METRICS, "containers.usage"),
                Permission.list(DeliveryFacts.APPLICATIONS, "status.sync.status", "status.health.status"),
                Permission.list(DeliveryFacts.CERTIFICATES, "status.notAfter", "status.conditions"));
    }

    @Override
    public ToolResult call(Json arguments, ToolContext context) {
        Instant soon = context.now().plus(CERTIFICATE_WARNING);
        return ToolResult.of(String.join(
                "\n",
                line("Nodes", context, ClusterFacts::nodes),
                line("Pods not running", context, ClusterFacts::podsNotRunning),
                line("Top CPU", context, cluster -> UsageFacts.top(cluster, "cpu")),
                line("Top memory", context, cluster -> UsageFacts.top(cluster, "memory")),
                line("Argo CD", context, DeliveryFacts::applications),
                line("Certificates", context, cluster -> DeliveryFacts.certificates(cluster, context.now(), soon))));
    }

    /** What cannot be seen is said in its place; the other lines are as true without it. */
    private static String line(String title, ToolContext context, Section section) {
        try {
            return "- **%s:** %s".formatted(title, section.read(context.cluster()));
        } catch (ClusterException hidden) {
            return "- **%s:** cannot be seen (%s)".formatted(title, hidden.getMessage());
        }
    }
}
