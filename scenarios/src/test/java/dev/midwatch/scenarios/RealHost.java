package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

/**
 * A real API server without controllers. When an object came to be is its own affair; the rest becomes as a manifest says, if
 * necessary in two steps.
 */
final class RealHost implements Host {
    private static final JsonNode NOTHING = JsonNodeFactory.instance.missingNode();
    private static final ObjectNode AT_ONCE =
            JsonNodeFactory.instance.objectNode().put("gracePeriodSeconds", 0).put("propagationPolicy", "Background");

    private final Api api;
    private final Types types;
    private final Generations generations;
    private final Pace pace;

    RealHost(Api api, Pace pace) {
        this.api = api;
        this.pace = pace;
        this.types = new Types(api);
        this.generations = new Generations(api, types);
    }

    @Override
    public ObjectNode create(ObjectNode object) throws IOException {
        if (object.at("/spec/clusterIP").asText("None").equals("None")) {
            return created(object);
        }
        // The server's own range is another one.
        ((ObjectNode) object.get("spec")).remove(List.of("clusterIP", "clusterIPs"));
        return created(object);
    }

    private ObjectNode created(ObjectNode object) throws IOException {
        ObjectNode made = generations.create(object);
        if (Manifest.kind(object).equals("CustomResourceDefinition")) {
            types.awaitEstablished(made);
        }
        if (Manifest.kind(object).equals("Node")) {
            return withTaintsOf(object, made);
        }
        return made;
    }

    /** Every new node is tainted until its controller finds it ready. */
    private ObjectNode withTaintsOf(ObjectNode object, ObjectNode made) throws IOException {
        ObjectNode spec = made.withObject("/spec");
        spec.remove("taints");
        if (object.at("/spec/taints").isArray()) {
            spec.set("taints", object.at("/spec/taints"));
        }
        return api.write("PUT", types.get(object).pathOf(object), made);
    }

    @Override
    public boolean has(ObjectNode object) throws IOException {
        return api.get(types.get(object).pathOf(object)).accepted();
    }

    @Override
    public void remove(ObjectNode object) throws IOException {
        String path = types.get(object).pathOf(object);
        if (isGone(api.send("DELETE", path, AT_ONCE)) || !api.get(path).accepted()) {
            return;
        }
        if (Manifest.kind(object).equals("Namespace")) {
            ObjectNode live = (ObjectNode) api.get(path).body();
            live.withObject("/spec").putArray("finalizers");
            api.write("PUT", path + "/finalize", live);
        }
        ObjectNode released = JsonNodeFactory.instance.objectNode();
        released.putObject("metadata").putNull("finalizers");
        api.send("PATCH", path, released);
        api.send("DELETE", path, AT_ONCE);
        if (api.get(path).accepted()) {
            throw new IOException(path + " cannot be taken away");
        }
    }

    /** What still has something to wait for comes back itself. */
    private static boolean isGone(Api.Answer answer) {
        return answer.code() == 404
                || answer.accepted() && answer.body().path("kind").asText().equals("Status");
    }

    /** Takes away what was placed, what was created last first. */
    void clear(Collection<ObjectNode> placed) throws IOException {
        List<List<ObjectNode>> steps = new ArrayList<>(Order.of(List.copyOf(placed)));
        Collections.reverse(steps);
        for (List<ObjectNode> together : steps) {
            pace.each(together, this::remove);
        }
    }

    /**
     * Sees to it that the server has all types that scenarios use: a new one takes seconds until it is served.
     *
     * @param made the definitions that were not there are added to it
     */
    void define(Queue<ObjectNode> made) throws IOException {
        pace.each(List.of(Definitions.values()), one -> {
            if (types.find(one.example()).isEmpty()) {
                made.add(create(one.definition()));
                types.await(one.example());
            }
        });
    }

    @Override
    public void markDeleted(ObjectNode manifest) throws IOException {
        String path = types.get(manifest).pathOf(manifest);
        JsonNode grace = manifest.at("/metadata/deletionGracePeriodSeconds");
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        if (grace.isIntegralNumber()) {
            options.set("gracePeriodSeconds", grace);
        }
        api.write("DELETE", path, options);
    }

    @Override
    public void writeStatus(ObjectNode manifest) throws IOException {
        Types.Type type = types.get(manifest);
        if (!manifest.has("status") || !type.hasStatus()) {
            return;
        }
        String path = type.pathOf(manifest);
        ObjectNode live = (ObjectNode) api.get(path).body();
        live.set("status", generations.observed(manifest, live));
        api.write("PUT", path + "/status?fieldValidation=Strict", live);
    }

    @Override
    public void measure(ObjectNode metrics) throws IOException {
        throw new IOException("nothing is measured on a real server without kubelets: " + metrics);
    }
}
