package dev.midwatch.simulator.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.patch.Patch;
import dev.midwatch.simulator.resource.ResourceType;

/** The scale subresource: a small view of a workload whose only setting is the number of replicas. */
public final class Scale {
    private final Write write;
    private final Update update;

    public Scale(Write write, Update update) {
        this.write = write;
        this.update = update;
    }

    public ObjectNode get(ResourceType type, String namespace, String name) {
        return view(write.live(type, namespace, name).tree());
    }

    public ObjectNode replace(ResourceType type, String namespace, String name, JsonNode scale, WriteOptions options) {
        ObjectNode change = Json.object();
        change.putObject("spec")
                .put("replicas", scale.path("spec").path("replicas").asInt(0));
        String revision = Json.text(scale, "metadata", "resourceVersion");
        if (!revision.isEmpty()) {
            Meta.of(change).put("resourceVersion", revision);
        }
        Update.Target target = new Update.Target(type, namespace, name, false);
        return view(update.patch(target, new Patch(Patch.Kind.MERGE, change), options));
    }

    public ObjectNode patch(ResourceType type, String namespace, String name, Patch patch, WriteOptions options) {
        ObjectNode before = get(type, namespace, name);
        if (patch.kind() == Patch.Kind.APPLY) {
            return replace(type, namespace, name, patch.body(), options);
        }
        ObjectNode after = patch.applyTo(before, type);
        Meta.of(after).remove("resourceVersion");
        return replace(type, namespace, name, after, options);
    }

    private static ObjectNode view(ObjectNode object) {
        ObjectNode scale = Json.object();
        scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            JsonNode value = object.path("metadata").path(field);
            if (!value.isMissingNode()) {
                metadata.set(field, value);
            }
        }
        scale.putObject("spec");
        int wanted = object.path("spec").path("replicas").asInt(0);
        if (wanted != 0) {
            scale.withObject("spec").put("replicas", wanted);
        }
        ObjectNode status = scale.putObject("status");
        status.put("replicas", object.path("status").path("replicas").asInt(0));
        status.put("selector", LabelSelector.describe(object.path("spec").path("selector")));
        return scale;
    }
}
