package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code kubectl top nodes} and {@code kubectl top pods}. */
final class TopCommand implements Subcommand {
    @Override
    public Set<Flag> flags() {
        return EnumSet.of(NAMESPACE, ALL_NAMESPACES, SELECTOR, FIELD_SELECTOR, SORT_BY, NO_HEADERS, CONTAINERS);
    }

    @Override
    public String usage() {
        return "top nodes|pods [NAME] [-n NS | -A] [-l SELECTOR] [--containers] [--sort-by cpu|memory]";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        String what = line.arguments().isEmpty() ? "" : line.arguments().get(0);
        if (!List.of("", "cpu", "memory").contains(line.text(SORT_BY))) {
            throw new UsageException("--sort-by accepts only cpu or memory");
        }
        return switch (what) {
            case "node", "nodes", "no" -> nodes(line, context);
            case "pod", "pods", "po" -> pods(line, context);
            default -> throw new UsageException("top needs nodes or pods");
        };
    }

    private static ToolResult nodes(CommandLine line, ToolContext context) throws ClusterException, UsageException {
        List<KubeObject> metrics = metrics(ResourceType.NODE_METRICS, "", line, context);
        if (metrics.isEmpty()) {
            return nothing(line, "");
        }
        return ToolResult.of(new TopTable(line).nodes(metrics, context.cluster().list(ResourceType.NODES)));
    }

    private static ToolResult pods(CommandLine line, ToolContext context) throws ClusterException, UsageException {
        List<KubeObject> metrics = metrics(ResourceType.POD_METRICS, line.namespace(), line, context);
        return metrics.isEmpty() ? nothing(line, line.namespace()) : ToolResult.of(new TopTable(line).pods(metrics));
    }

    private static List<KubeObject> metrics(ResourceType type, String namespace, CommandLine line, ToolContext context)
            throws ClusterException, UsageException {
        List<String> names = line.arguments().subList(1, line.arguments().size());
        List<KubeObject> all = context.cluster()
                .list(ListQuery.of(type)
                        .in(namespace)
                        .labelled(line.text(SELECTOR))
                        .where(line.text(FIELD_SELECTOR)));
        for (String name : names) {
            if (all.stream().noneMatch(metric -> metric.name().equals(name))) {
                throw new UsageException("Error from server (NotFound): there are no metrics of %s \"%s\""
                        .formatted(type.plural(), name));
            }
        }
        return names.isEmpty()
                ? all
                : all.stream().filter(metric -> names.contains(metric.name())).toList();
    }

    private static ToolResult nothing(CommandLine line, String namespace) {
        String where = namespace.isEmpty() ? "" : " in " + line.namespace() + " namespace.";
        return ToolResult.of(
                "No resources found" + where + "\nMetrics come from metrics-server; it may not be installed.");
    }
}
