package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code kubectl rollout history}: the revisions of a workload, or the pod template of one of them. */
final class RolloutHistoryCommand implements Subcommand {
    private static final ResourceType REVISIONS =
            ResourceType.namespaced("apps", "v1", "controllerrevisions", "ControllerRevision");

    @Override
    public Set<Flag> flags() {
        return EnumSet.of(NAMESPACE, REVISION);
    }

    @Override
    public String usage() {
        return "rollout history deployment|statefulset|daemonset/NAME [-n NS] [--revision N]";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        KubeObject workload = Workload.get(line, context);
        Map<Long, KubeObject> revisions = revisions(workload, context);
        String name = "%s.apps/%s ".formatted(workload.type().kind().toLowerCase(Locale.ROOT), workload.name());
        if (line.number(REVISION).isPresent()) {
            return one(line.number(REVISION).get(), revisions, name);
        }
        if (revisions.isEmpty()) {
            return ToolResult.of(name + "\nNo rollout history found.\n");
        }
        TabWriter table = new TabWriter(2);
        table.row("REVISION", "CHANGE-CAUSE");
        revisions.forEach((number, revision) -> {
            String cause = revision.annotation("kubernetes.io/change-cause");
            table.row(Long.toString(number), cause.isEmpty() ? "<none>" : cause);
        });
        return ToolResult.of(name + "\n" + table + "\n");
    }

    private static ToolResult one(long number, Map<Long, KubeObject> revisions, String name) throws UsageException {
        KubeObject revision = revisions.get(number);
        if (revision == null) {
            throw new UsageException(
                    "unable to find the specified revision %d; there are %s".formatted(number, revisions.keySet()));
        }
        Json template = revision.at("spec.template").isPresent()
                ? revision.at("spec.template")
                : revision.at("data.spec.template");
        return ToolResult.of(name + "with revision #" + number + "\n" + YamlText.of(template.raw()));
    }

    private static Map<Long, KubeObject> revisions(KubeObject workload, ToolContext context) throws ClusterException {
        boolean deployment = workload.type().equals(ResourceType.DEPLOYMENTS);
        ResourceType type = deployment ? ResourceType.REPLICA_SETS : REVISIONS;
        Map<Long, KubeObject> revisions = new TreeMap<>();
        for (KubeObject revision : context.cluster().list(ListQuery.of(type).in(workload.namespace()))) {
            boolean own = revision.controller()
                    .filter(owner -> owner.sameAs(workload.ref()))
                    .isPresent();
            long number = deployment
                    ? Json.of(revision.annotation("deployment.kubernetes.io/revision"))
                            .number(0)
                    : revision.at("revision").number(0);
            if (own && number > 0) {
                revisions.put(number, revision);
            }
        }
        return revisions;
    }
}
