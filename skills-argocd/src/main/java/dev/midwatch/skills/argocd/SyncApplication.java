package dev.midwatch.skills.argocd;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;

/** Lets Argo CD apply what Git says, as its own sync button does; nothing is pruned. */
final class SyncApplication implements ActionTool {
    @Override
    public ToolSpec spec() {
        return LiveApplication.arguments(
                ToolSpec.named("argocd_sync", "Lets Argo CD apply what Git says, without pruning."));
    }

    @Override
    public List<Permission> permissions() {
        return LiveApplication.PERMISSIONS;
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        Application app = LiveApplication.of(arguments, context);
        if (app.object().at("operation").isPresent() || app.operation().running()) {
            throw new IllegalArgumentException(app + " is being synced now: look again when that is done");
        }
        List<Resource> applied = app.resources().stream()
                .filter(resource -> resource.outOfSync() && !resource.requiresPruning())
                .toList();
        long pruned = app.resources().stream().filter(Resource::requiresPruning).count();
        refuseIfNothingWouldChange(app, applied, pruned);
        SyncRequest request = SyncRequest.of(app.object());
        return new Action.Patch(
                intent(app, request)
                        .touching(
                                applied.size(),
                                "out of sync in %s, to be applied from %s%s"
                                        .formatted(
                                                app,
                                                request.revision().isEmpty() ? "Git" : request.revision(),
                                                pruned == 0 ? "" : "; " + pruned + " that Git has no more stay"))
                        .until(goal(app, pruned)),
                "",
                Action.PatchType.MERGE,
                request.patch());
    }

    private static void refuseIfNothingWouldChange(Application app, List<Resource> applied, long pruned) {
        if (app.sync().equals("Synced") && !app.lastSyncFailed()) {
            throw new IllegalArgumentException(app + " is in sync with Git: there is nothing to apply");
        }
        if (applied.isEmpty() && pruned > 0) {
            throw new IllegalArgumentException(
                    "%s differs only by %d objects that Git has no more: pruning them is for a person"
                            .formatted(app, pruned));
        }
    }

    private static Action.Intent intent(Application app, SyncRequest request) {
        KubeObject object = app.object();
        return new Action.Intent(
                "argocd_sync",
                Application.TYPE,
                object.ref(),
                Risk.RISKY,
                "kubectl -n %s patch applications.argoproj.io %s --type merge -p '%s'"
                        .formatted(
                                object.namespace(),
                                object.name(),
                                request.text().replace("'", "'\\''")));
    }

    /** What stays because it is not pruned keeps the application OutOfSync, and one that was Synced can only sync anew. */
    private static Goal goal(Application app, long pruned) {
        return pruned > 0 || app.sync().equals("Synced")
                ? Goal.readsNoLonger(
                        "status.operationState.startedAt",
                        app.object().at("status.operationState.startedAt").text())
                : Goal.reads("status.sync.status", "Synced");
    }
}
