package dev.midwatch.skills.k8s.change;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The last two templates of a workload. Templates are large and there are ten of each workload, so the snapshot holds none: which objects
 * keep them is taken from it, and the two are read live.
 */
final class Revisions {
    static final ResourceType CONTROLLER_REVISIONS =
            ResourceType.namespaced("apps", "v1", "controllerrevisions", "ControllerRevision");
    static final List<Permission> PERMISSIONS = List.of(
            Permission.list(ResourceType.REPLICA_SETS, "metadata.ownerReferences", "spec.replicas"),
            Permission.list(CONTROLLER_REVISIONS, "metadata.ownerReferences", "revision")
                    .whenAsked(),
            Permission.get(ResourceType.DEPLOYMENTS),
            Permission.get(ResourceType.REPLICA_SETS),
            Permission.get(CONTROLLER_REVISIONS));

    private static final String NUMBER = "deployment.kubernetes.io/revision";
    private static final int MOST_READ = 5;

    private Revisions() {}

    /** The present template and the one before it; fewer than two if there is only one, or which two they are is not certain. */
    static List<Template> lastTwo(CheckContext context, ObjectRef owner) throws ClusterException {
        return switch (owner.kind()) {
            case "Deployment" -> ofDeployment(context, owner);
            case "StatefulSet", "DaemonSet" -> ofControllerRevisions(context, owner);
            default -> List.of();
        };
    }

    private static List<KubeObject> kept(CheckContext context, ResourceType type, ObjectRef owner)
            throws ClusterException {
        return context.cluster().list(type).stream()
                .filter(one -> one.namespace().equals(owner.namespace()))
                .filter(one -> one.controller().filter(by -> isSame(by, owner)).isPresent())
                .toList();
    }

    private static boolean isSame(ObjectRef by, ObjectRef owner) {
        return by.sameAs(owner)
                && (by.uid().isEmpty() || owner.uid().isEmpty() || by.uid().equals(owner.uid()));
    }

    /** Those with pods first, then the youngest: one that was put back is old, and has pods. */
    private static List<Template> ofDeployment(CheckContext context, ObjectRef owner) throws ClusterException {
        List<KubeObject> sets = kept(context, ResourceType.REPLICA_SETS, owner).stream()
                .sorted(Comparator.comparing(
                                (KubeObject set) -> set.at("spec.replicas").number(0) > 0)
                        .thenComparing(Revisions::created)
                        .reversed())
                .toList();
        if (sets.size() < 2) {
            return List.of();
        }
        long present = context.cluster()
                .find(ResourceType.DEPLOYMENTS, owner.namespace(), owner.name())
                .map(Revisions::number)
                .orElse(0L);
        List<Template> found = new ArrayList<>();
        for (KubeObject set : sets.subList(0, Math.min(MOST_READ, sets.size()))) {
            read(context, set)
                    .filter(template -> template.number() == present || template.number() == present - 1)
                    .ifPresent(found::add);
            if (found.size() == 2) {
                break;
            }
        }
        return newestFirst(found);
    }

    private static List<Template> ofControllerRevisions(CheckContext context, ObjectRef owner) throws ClusterException {
        List<KubeObject> last = kept(context, CONTROLLER_REVISIONS, owner).stream()
                .sorted(Comparator.comparingLong(
                                (KubeObject kept) -> kept.at("revision").number(0))
                        .reversed())
                .limit(2)
                .toList();
        List<Template> found = new ArrayList<>();
        if (last.size() == 2) {
            for (KubeObject kept : last) {
                read(context, kept).ifPresent(found::add);
            }
        }
        return newestFirst(found);
    }

    private static Optional<Template> read(CheckContext context, KubeObject kept) throws ClusterException {
        return context.cluster()
                .find(kept.type(), kept.namespace(), kept.name())
                .map(Revisions::template)
                .filter(template -> template.pod().isPresent());
    }

    private static Template template(KubeObject kept) {
        boolean ofSet = kept.type().equals(ResourceType.REPLICA_SETS);
        Json pod = ofSet ? kept.at("spec.template") : kept.at("data.spec.template");
        return new Template(ofSet ? number(kept) : kept.at("revision").number(0), pod, kept.created());
    }

    private static List<Template> newestFirst(List<Template> found) {
        return found.stream()
                .sorted(Comparator.comparingLong(Template::number).reversed())
                .toList();
    }

    private static long number(KubeObject object) {
        return Json.of(object.annotation(NUMBER)).number(0);
    }

    private static Instant created(KubeObject object) {
        return object.created().orElse(Instant.EPOCH);
    }
}
