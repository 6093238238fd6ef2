package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;

/** Deletes a job and its pods, whether it has ended or not. */
public final class DeleteJob implements ActionTool {
    @Override
    public ToolSpec spec() {
        return ToolSpec.named("delete_job", "Deletes a job with its pods and their logs.")
                .text("namespace", "its namespace")
                .text("name", "its name");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.get(ResourceType.JOBS),
                Permission.of(Verb.DELETE, ResourceType.JOBS),
                Permission.list(ResourceType.PODS, "metadata.ownerReferences"));
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        KubeObject job = Target.of(ResourceType.JOBS, arguments, context);
        Action.Intent intent = new Action.Intent(
                "delete_job",
                ResourceType.JOBS,
                job.ref(),
                Risk.RISKY,
                "kubectl -n %s delete job %s".formatted(job.namespace(), job.name()));
        return new Action.Delete(pods(job, context)
                .touchedBy(intent, job, "deleted with it%s%s".formatted(running(job), owner(job)))
                .until(Goal.GONE));
    }

    private static PodCount pods(KubeObject job, ToolContext context) throws ClusterException {
        return new PodCount(context
                .cluster()
                .list(ListQuery.of(ResourceType.PODS).in(job.namespace()))
                .stream()
                .filter(pod -> pod.controller()
                        .filter(owner -> owner.uid().equals(job.uid()))
                        .isPresent())
                .count());
    }

    private static String running(KubeObject job) {
        long active = job.at("status.active").number(0);
        return active == 0 ? "" : ", " + active + " of them at work";
    }

    private static String owner(KubeObject job) {
        return job.controller()
                .map(by -> by.kind().equals("CronJob")
                        ? "; %s makes the next one when it is time".formatted(by)
                        : "; %s owns it and may make another".formatted(by))
                .orElse("; nothing makes another");
    }
}
