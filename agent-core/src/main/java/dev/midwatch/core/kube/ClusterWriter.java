package dev.midwatch.core.kube;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.KubeObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs actions. The gate alone may hold one. Every write names the uid it was planned for, so that a successor of the same name is never
 * hit, and the version that was judged, so that nothing that happened since is overwritten. It carries the field manager {@code midwatch},
 * and the audit id as the id under which the API server's own audit log has it.
 */
public final class ClusterWriter {
    private static final String JSON = "application/json";
    /** The annotation that says under which audit id an object was changed last. */
    public static final String AUDIT_ID = "midwatch.dev/audit-id";

    /** Under this id the API server's own audit log has the request. */
    static final String AUDIT_HEADER = "Audit-ID";

    private final ApiConnection api;
    private final SnapshotScope scope;

    /** @param scope outside of which nothing is even looked at */
    ClusterWriter(ApiConnection api, SnapshotScope scope) {
        this.api = api;
        this.scope = scope;
    }

    /** The target as it is now, with its managed fields; empty if there is none of that name. */
    public Optional<KubeObject> target(Action action) throws ClusterException {
        Intent intent = action.intent();
        requireCovered(intent);
        try {
            return Optional.of(api.get(
                    path(intent, ""), JSON, answer -> KubeObject.of(intent.type(), copy(LiveReader.json(answer)))));
        } catch (ClusterException e) {
            if (e.why() == Why.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Lets the API server try the action without keeping it, and returns the object as it would be. */
    public KubeObject dryRun(Action action) throws ClusterException {
        return send(action, Write.TRY);
    }

    /**
     * Runs the action. The object that is patched carries the audit id as an annotation.
     *
     * @param version the resource version of the target that was judged
     * @throws ClusterException CONFLICT if the target has another version by now
     */
    public KubeObject execute(Action action, String version, String auditId) throws ClusterException {
        if (version.isEmpty() || auditId.isEmpty()) {
            throw new IllegalArgumentException("a write needs the version that was judged and an audit id");
        }
        return send(action, new Write(version, auditId));
    }

    /** Runs a command and returns what it printed, capped; it has run even if that is an error. */
    public String exec(Action.Exec exec, String auditId) throws ClusterException {
        requireCovered(exec.intent());
        return new Command(api).run(exec, auditId);
    }

    private void requireCovered(Intent intent) throws ClusterException {
        scope.requireCovered(intent.type(), intent.target().namespace());
    }

    /** How an action is sent: tried (both empty), or done. */
    private record Write(String version, String auditId) {
        static final Write TRY = new Write("", "");

        boolean dryRun() {
            return auditId.isEmpty();
        }

        Map<String, Object> preconditions(Intent intent) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("uid", intent.target().uid());
            if (!version.isEmpty()) {
                all.put("resourceVersion", version);
            }
            return all;
        }
    }

    private KubeObject send(Action action, Write write) throws ClusterException {
        requireCovered(action.intent());
        if (action instanceof Action.Patch patch) {
            return patch(patch, write);
        }
        if (action instanceof Action.Delete delete) {
            Intent intent = delete.intent();
            // The body decides; the query is for whoever reads the server's log.
            ApiPath path = path(intent, "").with("dryRun", write.dryRun() ? "All" : "");
            return send("DELETE", path, JSON, deleteOptions(intent, write), intent, write);
        }
        if (action instanceof Action.Evict evict) {
            return evict(evict.intent(), write);
        }
        throw new IllegalArgumentException("a command is run by exec");
    }

    private KubeObject patch(Action.Patch patch, Write write) throws ClusterException {
        ApiPath path = path(patch.intent(), patch.subresource())
                .with("fieldManager", "midwatch")
                .with("dryRun", write.dryRun() ? "All" : "");
        Object body = patch.patchType() == PatchType.JSON ? withTests(patch, write) : withPreconditions(patch, write);
        return send("PATCH", path, patch.patchType().contentType(), body, patch.intent(), write);
    }

    private static Object withPreconditions(Action.Patch patch, Write write) {
        Map<String, Object> body = copy(patch.body());
        Map<String, Object> metadata = copy(patch.body().get("metadata"));
        metadata.putAll(write.preconditions(patch.intent()));
        if (!write.dryRun() && patch.subresource().isEmpty()) {
            Map<String, Object> annotations = copy(patch.body().at("metadata.annotations"));
            annotations.put(AUDIT_ID, write.auditId());
            metadata.put("annotations", annotations);
        }
        body.put("metadata", metadata);
        return body;
    }

    private static Object withTests(Action.Patch patch, Write write) {
        List<Object> steps = new ArrayList<>();
        write.preconditions(patch.intent())
                .forEach((key, value) -> steps.add(Map.of("op", "test", "path", "/metadata/" + key, "value", value)));
        patch.body().items().forEach(step -> steps.add(step.raw()));
        return steps;
    }

    private static Map<String, Object> copy(Json object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.members().forEach((key, value) -> copy.put(key, value.raw()));
        return copy;
    }

    private KubeObject evict(Intent intent, Write write) throws ClusterException {
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
        eviction.put("deleteOptions", deleteOptions(intent, write));
        ApiPath path = path(intent, "eviction").with("dryRun", write.dryRun() ? "All" : "");
        return send("POST", path, JSON, eviction, intent, write);
    }

    private static Map<String, Object> deleteOptions(Intent intent, Write write) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("apiVersion", "v1");
        options.put("kind", "DeleteOptions");
        options.put("propagationPolicy", "Background");
        options.put("preconditions", write.preconditions(intent));
        if (write.dryRun()) {
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

    private KubeObject send(String method, ApiPath path, String contentType, Object body, Intent intent, Write write)
            throws ClusterException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", JSON, "Content-Type", contentType));
        if (!write.dryRun()) {
            headers.put(AUDIT_HEADER, write.auditId());
        }
        try {
            return api.send(
                    method, path, headers, AccessReview.bytes(body), answer -> LiveReader.read(intent.type(), answer));
        } catch (ClusterException e) {
            // A patch that names another uid is refused as an attempt to change it; a test of a JSON patch that fails,
            // as invalid.
            if (e.why() == Why.INVALID
                    && (e.getMessage().contains("metadata.uid")
                            || e.getMessage().contains("testing"))) {
                throw new ClusterException(
                        Why.CONFLICT, intent.target() + " is not as it was when this was planned", e);
            }
            throw e;
        }
    }
}
