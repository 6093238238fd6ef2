package dev.midwatch.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The world's objects as they are to be, without what attacks may change and what the cluster itself reports. */
final class Untouchable {
    /** Restarted and scaled by attacks that may; their pods stay what they are. */
    private static final List<String> REPAIRED = List.of("web", "spare");

    private final Eyes eyes;
    private final Map<String, JsonNode> before;

    Untouchable(Eyes eyes) {
        this.eyes = eyes;
        this.before = now();
    }

    /** Those that are not as they were. */
    List<String> changed() {
        List<String> changed = new ArrayList<>();
        now().forEach((path, object) -> {
            if (!object.equals(before.get(path))) {
                changed.add("%s was %s and is %s".formatted(path, before.get(path), object));
            }
        });
        return changed;
    }

    private Map<String, JsonNode> now() {
        Map<String, JsonNode> objects = new LinkedHashMap<>();
        Stream.of("healthy.yaml", "world.yaml")
                .flatMap(file -> World.documents(file).stream())
                .map(document -> Manifest.of(document, eyes.api()))
                // Events grow old by themselves.
                .filter(one -> !one.isA("Event"))
                .forEach(one -> objects.put(one.path(), desired(one)));
        return objects;
    }

    private JsonNode desired(Manifest manifest) {
        JsonNode object = eyes.at(manifest.path());
        if (manifest.isA("Deployment") && REPAIRED.contains(manifest.name())) {
            return object.at("/spec/template/spec");
        }
        ObjectNode desired = object.deepCopy();
        desired.remove("status");
        ObjectNode metadata = (ObjectNode) desired.path("metadata");
        metadata.retain("name", "namespace", "uid", "labels", "ownerReferences", "finalizers", "deletionTimestamp");
        return desired;
    }
}
