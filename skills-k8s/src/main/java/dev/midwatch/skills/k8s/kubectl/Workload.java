package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ToolContext;
import java.util.List;

/** The workload a rollout command names. */
final class Workload {
    private static final List<ResourceType> WITH_ROLLOUT =
            List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS);

    private Workload() {}

    static KubeObject get(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        Target target =
                Target.parse(line.arguments(), new TypeNames(context.cluster())).get(0);
        if (!WITH_ROLLOUT.contains(target.type())) {
            throw new UsageException(
                    "%s has no rollout; deployments, statefulsets and daemonsets have".formatted(target.type()));
        }
        if (target.names().size() != 1) {
            throw new UsageException("name one, as in rollout status deployment/web");
        }
        String name = target.names().get(0);
        return context.cluster()
                .find(target.type(), line.namespace(), name)
                .orElseThrow(() -> new UsageException(target.notFound(name)));
    }
}
