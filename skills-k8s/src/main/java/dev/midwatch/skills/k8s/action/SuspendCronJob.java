package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Map;

/** Keeps a cron job from starting jobs, or lets it start them again. */
public final class SuspendCronJob implements ActionTool {
    @Override
    public ToolSpec spec() {
        return ToolSpec.named("suspend_cronjob", "Suspends a cron job, or with suspend=false resumes it.")
                .text("namespace", "its namespace")
                .text("name", "its name")
                .with("suspend", Map.of("type", "boolean"), true);
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.get(ResourceType.CRON_JOBS), Permission.of(Verb.PATCH, ResourceType.CRON_JOBS));
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        boolean suspend = suspend(arguments.get("suspend"));
        KubeObject cronJob = Target.of(ResourceType.CRON_JOBS, arguments, context);
        if (cronJob.at("spec.suspend").isTrue() == suspend) {
            throw new IllegalArgumentException(
                    cronJob + (suspend ? " is suspended already" : " is not suspended: there is nothing to do"));
        }
        return patch(intent(cronJob, suspend).undoneBy(patch(intent(cronJob, !suspend), !suspend)), suspend);
    }

    private static boolean suspend(Json argument) {
        if (!argument.is("true") && !argument.is("false")) {
            throw new IllegalArgumentException("suspend has to be true or false");
        }
        return argument.is("true");
    }

    private static Action.Intent intent(KubeObject cronJob, boolean suspend) {
        return new Action.Intent(
                        "suspend_cronjob",
                        ResourceType.CRON_JOBS,
                        cronJob.ref(),
                        Risk.RISKY,
                        "kubectl -n %s patch cronjob %s -p '{\"spec\":{\"suspend\":%s}}'"
                                .formatted(cronJob.namespace(), cronJob.name(), suspend))
                .touching(
                        0,
                        suspend
                                ? "running jobs are touched; %s starts no more of them (%s), and %d at work go on"
                                        .formatted(
                                                cronJob,
                                                cronJob.at("spec.schedule").text(),
                                                cronJob.at("status.active")
                                                        .items()
                                                        .size())
                                : "running jobs are touched; %s starts them again (%s), one it missed perhaps at once"
                                        .formatted(
                                                cronJob,
                                                cronJob.at("spec.schedule").text()))
                .until(Goal.reads("spec.suspend", suspend));
    }

    private static Action patch(Action.Intent intent, boolean suspend) {
        return new Action.Patch(
                intent, "", Action.PatchType.MERGE, Json.of(Map.of("spec", Map.of("suspend", suspend))));
    }
}
