package dev.midwatch.skills.helm;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** What a release waits for when it waits: the workloads that charts label with its name, and the Job by which k3s installs it. */
final class ReleaseWorkloads {
    private static final List<ResourceType> TYPES =
            List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS, ResourceType.JOBS);

    static final List<Permission> PERMISSIONS =
            TYPES.stream().map(type -> Permission.list(type, "metadata.labels")).toList();

    private ReleaseWorkloads() {}

    /**
     * The objects whose own trouble would explain the release's, as far as they can be seen. The release itself is among them, which says
     * that they are only suspected: no mere detail of one of them will do.
     */
    static List<ObjectRef> suspects(Revision revision, CheckContext context) {
        List<ObjectRef> found = new ArrayList<>(List.of(revision.ref()));
        for (ResourceType type : TYPES) {
            visible(type, context).stream()
                    .filter(object -> isOf(revision, object))
                    .map(KubeObject::ref)
                    .forEach(found::add);
        }
        return found;
    }

    private static boolean isOf(Revision revision, KubeObject object) {
        return object.namespace().equals(revision.namespace())
                        && "Helm".equals(object.labels().get("app.kubernetes.io/managed-by"))
                        && revision.release().equals(object.labels().get("app.kubernetes.io/instance"))
                || object.type().equals(ResourceType.JOBS)
                        && revision.release().equals(object.labels().get("helmcharts.helm.cattle.io/chart"));
    }

    private static List<KubeObject> visible(ResourceType type, CheckContext context) {
        try {
            return context.cluster().list(type);
        } catch (ClusterException hidden) {
            // The release's trouble stands without them, and the coverage of the cycle tells that they are hidden.
            return List.of();
        }
    }
}
