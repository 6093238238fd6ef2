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
import java.util.Map;

/** Lets Argo CD compare an application with Git now; it changes nothing that runs, unless the application syncs itself. */
final class RefreshApplication implements ActionTool {
    private static final String ANNOTATION = "argocd.argoproj.io/refresh";

    @Override
    public ToolSpec spec() {
        return LiveApplication.arguments(
                        ToolSpec.named("argocd_refresh", "Lets Argo CD compare an application with Git now."))
                .with(
                        "hard",
                        Map.of("type", "boolean", "description", "also render the manifests anew, past the cache"),
                        false);
    }

    @Override
    public List<Permission> permissions() {
        return LiveApplication.PERMISSIONS;
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        Application app = LiveApplication.of(arguments, context);
        KubeObject object = app.object();
        if (!object.annotation(ANNOTATION).isEmpty()) {
            throw new IllegalArgumentException(app
                    + " waits for a refresh already; if that lasts, Argo CD's application controller does not work");
        }
        String kind = arguments.get("hard").is("true") ? "hard" : "normal";
        Action.Intent intent = new Action.Intent(
                        "argocd_refresh",
                        Application.TYPE,
                        object.ref(),
                        Risk.SAFE,
                        "kubectl -n %s annotate applications.argoproj.io %s %s=%s"
                                .formatted(object.namespace(), object.name(), ANNOTATION, kind))
                .touching(
                        app.syncsItself() ? app.resources().size() : 0,
                        app.syncsItself()
                                ? "resources of %s at most: it syncs itself if Git has something new".formatted(app)
                                : "resources are touched; %s is compared with Git".formatted(app))
                // The time of the comparison moves; the annotation itself is Argo CD's to take away.
                .until(Goal.readsNoLonger(
                        "status.reconciledAt", object.at("status.reconciledAt").text()));
        return new Action.Patch(
                intent,
                "",
                Action.PatchType.MERGE,
                Json.of(Map.of("metadata", Map.of("annotations", Map.of(ANNOTATION, kind)))));
    }
}
