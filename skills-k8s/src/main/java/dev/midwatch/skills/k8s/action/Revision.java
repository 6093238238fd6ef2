package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ToolContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A pod template that a workload had, under the number that {@code kubectl rollout history} gives it. */
record Revision(long number, Json template) {
    private static final ResourceType CONTROLLER_REVISIONS =
            ResourceType.namespaced("apps", "v1", "controllerrevisions", "ControllerRevision");

    static final List<Permission> PERMISSIONS =
            List.of(Permission.list(ResourceType.REPLICA_SETS), Permission.list(CONTROLLER_REVISIONS));

    /** Those that are kept, the newest first: a Deployment's ReplicaSets, the ControllerRevisions of the others. */
    static List<Revision> of(KubeObject workload, ToolContext context) throws ClusterException {
        ResourceType type =
                workload.type().equals(ResourceType.DEPLOYMENTS) ? ResourceType.REPLICA_SETS : CONTROLLER_REVISIONS;
        return context.cluster().list(ListQuery.of(type).in(workload.namespace())).stream()
                .filter(each -> each.controller()
                        .filter(owner -> owner.uid().equals(workload.uid()))
                        .isPresent())
                .map(Revision::of)
                .filter(revision -> revision.number > 0 && revision.template.isPresent())
                .sorted(Comparator.comparingLong(Revision::number).reversed())
                .toList();
    }

    private static Revision of(KubeObject kept) {
        return kept.type().equals(CONTROLLER_REVISIONS)
                ? new Revision(kept.at("revision").number(0), without("$patch", kept.at("data.spec.template")))
                : new Revision(
                        Json.of(kept.annotation("deployment.kubernetes.io/revision"))
                                .number(0),
                        withoutHash(kept.at("spec.template")));
    }

    /** The wanted one, or the one before the newest. */
    static Revision choose(Optional<Long> wanted, List<Revision> all, KubeObject workload) {
        if (wanted.isEmpty()) {
            return all.stream()
                    .skip(1)
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException(workload + " has no earlier revision to go back to"));
        }
        return all.stream()
                .filter(revision -> revision.number == wanted.get())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no revision %d; it has %s"
                        .formatted(
                                workload,
                                wanted.get(),
                                all.stream()
                                        .map(revision -> Long.toString(revision.number))
                                        .collect(Collectors.joining(", ")))));
    }

    /** The label that tells the ReplicaSets of a Deployment apart is the controller's and not the template's. */
    private static Json withoutHash(Json template) {
        Map<String, Object> metadata = raw(template.get("metadata"));
        metadata.put(
                "labels",
                without("pod-template-hash", template.at("metadata.labels")).raw());
        Map<String, Object> all = raw(template);
        all.put("metadata", metadata);
        return Json.of(all);
    }

    private static Json without(String key, Json object) {
        Map<String, Object> rest = raw(object);
        rest.remove(key);
        return rest.isEmpty() && !object.isPresent() ? object : Json.of(rest);
    }

    private static Map<String, Object> raw(Json object) {
        Map<String, Object> raw = new LinkedHashMap<>();
        object.members().forEach((key, value) -> raw.put(key, value.raw()));
        return raw;
    }

    /** The patch that puts the template in place of the present one, whole: what the present one has and it has not is gone. */
    Json patch() {
        Map<String, Object> replacing = raw(template);
        replacing.put("$patch", "replace");
        return Json.of(Map.of("spec", Map.of("template", replacing)));
    }
}
