package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final List<ObjectNode> definitions = new ArrayList<>();

    RealHost(Api api) {
        this.api = api;
        this.types = new Types(api);
        this.generations = new Generations(api, types);
    }

    @Override
    public ObjectNode create(ObjectNode object) throws IOException {
        Optional<ObjectNode> definition = Definitions.provide(object, api, types);
        if (definition.isPresent()) {
            definitions.add(definition.get());
            types.await(object);
        }
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
        api.send("DELETE", path, AT_ONCE);
        if (!api.get(path).accepted()) {
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

    /** Takes away what was placed, and the definitions that were made for it. */
    void clear(List<ObjectNode> placed) throws IOException {
        for (int i = placed.size() - 1; i >= 0; i--) {
            remove(placed.get(i));
        }
        for (ObjectNode definition : definitions) {
            remove(definition);
        }
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
