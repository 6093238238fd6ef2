package dev.midwatch.skills.argocd;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ObjectNames;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;

/** The application that the arguments of an action name, as it is now. */
final class LiveApplication {
    static final List<Permission> PERMISSIONS =
            List.of(Permission.get(Application.TYPE), Permission.of(Verb.PATCH, Application.TYPE));

    private LiveApplication() {}

    static ToolSpec arguments(ToolSpec spec) {
        return spec.text("namespace", "where the Application is, mostly argocd").text("name", "its name");
    }

    /** Nothing is planned for one that is gone or going. */
    static Application of(Json arguments, ToolContext context) throws ClusterException {
        String namespace = ObjectNames.namespace(arguments);
        String name = ObjectNames.name(arguments, "name");
        Application app = context.cluster()
                .find(Application.TYPE, namespace, name)
                .map(Application::new)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no Application %s/%s; look with kubectl get".formatted(namespace, name)));
        if (app.isBeingDeleted()) {
            throw new IllegalArgumentException(app + " is being deleted already");
        }
        return app;
    }
}
