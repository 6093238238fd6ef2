package dev.midwatch.core.kube;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs actions. The gate alone may hold one. Every write names the uid it was planned for, so that a successor of the same name is never
 * hit, and carries the field manager {@code midwatch}.
 */
public final class ClusterWriter {
    private static final String JSON = "application/json";
    /** The annotation that says under which audit id an object was changed last. */
    public static final String AUDIT_ID = "midwatch.dev/audit-id";

    private final ApiConnection api;

    ClusterWriter(ApiConnection api) {
        this.api = api;
    }

    /** Lets the API server try the action without keeping it, and returns the object as it would be. */
    public KubeObject dryRun(Action action) throws ClusterException {
        return send(action, "", true);
    }

    /** Runs the action. The object that is patched carries the audit id as an annotation. */
    public KubeObject execute(Action action, String auditId) throws ClusterException {
        return send(action, auditId, false);
    }

    private KubeObject send(Action action, String auditId, boolean dryRun) throws ClusterException {
        if (action instanceof Action.Patch patch) {
            return patch(patch, auditId, dryRun);
        }
        if (action instanceof Action.Delete delete) {
            return send(
                    "DELETE", path(delete.intent(), ""), JSON, deleteOptions(delete.intent(), dryRun), delete.intent());
        }
        if (action instanceof Action.Evict evict) {
            return evict(evict.intent(), dryRun);
        }
        throw new ClusterException(Why.INVALID, "commands in containers are not run by this version");
    }

    private KubeObject patch(Action.Patch patch, String auditId, boolean dryRun) throws ClusterException {
        Intent intent = patch.intent();
        ApiPath path = path(intent, patch.subresource())
                .with("fieldManager", "midwatch")
                .with("dryRun", dryRun ? "All" : "");
        Object body = patch.patchType() == PatchType.JSON ? withTest(patch) : withPreconditions(patch, auditId);
        return send("PATCH", path, patch.patchType().contentType(), body, intent);
    }

    private static Object withPreconditions(Action.Patch patch, String auditId) {
        Map<String, Object> body = copy(patch.body());
        Map<String, Object> metadata = copy(patch.body().get("metadata"));
        metadata.put("uid", patch.intent().target().uid());
        if (!auditId.isEmpty() && patch.subresource().isEmpty()) {
            Map<String, Object> annotations = copy(patch.body().at("metadata.annotations"));
            annotations.put(AUDIT_ID, auditId);
            metadata.put("annotations", annotations);
        }
        body.put("metadata", metadata);
        return body;
    }

    private static Object withTest(Action.Patch patch) {
        List<Object> steps = new ArrayList<>();
        steps.add(Map.of(
                "op",
                "test",
                "path",
                "/metadata/uid",
                "value",
                patch.intent().target().uid()));
        patch.body().items().forEach(step -> steps.add(step.raw()));
        return steps;
    }

    private static Map<String, Object> copy(Json object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.members().forEach((key, value) -> copy.put(key, value.raw()));
        return copy;
    }

    private KubeObject evict(Intent intent, boolean dryRun) throws ClusterException {
        Map<String, Object> eviction = new LinkedHashMap<>();
        eviction.put("apiVersion", "policy/v1");
        eviction.put("kind", "Eviction");
        eviction.put(
                "metadata",
                Map.of(
                        "name",
                        intent.target().name(),
                        "namespace",
                        intent.target().namespace()));
        eviction.put("deleteOptions", deleteOptions(intent, dryRun));
        return send("POST", path(intent, "eviction").with("dryRun", dryRun ? "All" : ""), JSON, eviction, intent);
    }

    private static Map<String, Object> deleteOptions(Intent intent, boolean dryRun) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("apiVersion", "v1");
        options.put("kind", "DeleteOptions");
        options.put("propagationPolicy", "Background");
        options.put("preconditions", Map.of("uid", intent.target().uid()));
        if (dryRun) {
            options.put("dryRun", List.of("All"));
        }
        return options;
    }

    private static ApiPath path(Intent intent, String subresource) {
        return ApiPath.object(
                        intent.type(),
                        intent.target().namespace(),
                        intent.target().name())
                .sub(subresource);
    }

    private KubeObject send(String method, ApiPath path, String contentType, Object body, Intent intent)
            throws ClusterException {
        try {
            return api.send(
                    method,
                    path,
                    JSON,
                    contentType,
                    AccessReview.bytes(body),
                    answer -> LiveReader.read(intent.type(), answer));
        } catch (ClusterException e) {
            // A patch that names another uid is refused as an attempt to change it.
            if (e.why() == Why.INVALID && e.getMessage().contains("metadata.uid")) {
                throw new ClusterException(
                        Why.CONFLICT, intent.target() + " is not the object any more that this was planned for", e);
            }
            throw e;
        }
    }
}
