package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The uids that the server gave, put where manifests name objects. */
final class References {
    private static final List<String> FIELDS =
            List.of("ownerReferences", "involvedObject", "regarding", "targetRef", "claimRef");

    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> byUid = new HashMap<>();

    /** Remembers what became of a manifest. */
    void made(JsonNode manifest, JsonNode object) {
        String name = Manifest.kind(manifest) + " " + Manifest.name(manifest);
        byName.put(name, Manifest.uid(object));
        byName.put(name + " " + Manifest.namespace(manifest), Manifest.uid(object));
        if (!Manifest.uid(manifest).isEmpty()) {
            byUid.put(Manifest.uid(manifest), Manifest.uid(object));
        }
    }

    /** Changes the manifest. */
    ObjectNode fix(ObjectNode manifest) {
        String namespace = Manifest.namespace(manifest);
        fix(manifest, "", namespace);
        return manifest;
    }

    private JsonNode fix(JsonNode node, String field, String namespace) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(fix(entry.getValue(), entry.getKey(), namespace)));
            if (FIELDS.contains(field)) {
                point(object, namespace);
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, fix(list.get(i), field, namespace));
            }
        } else if (node.isTextual() && byUid.containsKey(node.textValue())) {
            return JsonNodeFactory.instance.textNode(byUid.get(node.textValue()));
        }
        return node;
    }

    private void point(ObjectNode reference, String namespace) {
        String name = Manifest.kind(reference) + " " + reference.path("name").asText();
        String there = name + " " + reference.path("namespace").asText(namespace);
        String uid = byName.getOrDefault(there, byName.get(name));
        if (uid != null) {
            reference.put("uid", uid);
        }
    }
}
