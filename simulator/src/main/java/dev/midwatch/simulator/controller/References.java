package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.util.Optional;

/** The Secrets, ConfigMaps and claims a pod cannot start without. */
final class References {
    private final Cluster cluster;

    References(Cluster cluster) {
        this.cluster = cluster;
    }

    Optional<String> missingVolume(JsonNode pod) {
        String namespace = Meta.namespace(pod);
        for (JsonNode volume : Json.at(pod, "spec", "volumes")) {
            String named = "MountVolume.SetUp failed for volume \""
                    + volume.path("name").asText() + "\" : ";
            Optional<String> missing = missing(
                            "secret", namespace, Json.text(volume, "secret", "secretName"), volume.path("secret"))
                    .or(() -> missing(
                            "configmap", namespace, Json.text(volume, "configMap", "name"), volume.path("configMap")));
            if (missing.isPresent()) {
                return missing.map(what -> named + what);
            }
        }
        return Optional.empty();
    }

    Optional<String> missingVariable(JsonNode pod, JsonNode container) {
        String namespace = Meta.namespace(pod);
        for (JsonNode source : container.path("envFrom")) {
            Optional<String> missing = named("secret", namespace, source.path("secretRef"))
                    .or(() -> named("configmap", namespace, source.path("configMapRef")));
            if (missing.isPresent()) {
                return missing;
            }
        }
        for (JsonNode variable : container.path("env")) {
            JsonNode from = variable.path("valueFrom");
            Optional<String> missing = keyed("secret", namespace, from.path("secretKeyRef"))
                    .or(() -> keyed("configmap", namespace, from.path("configMapKeyRef")));
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }

    private Optional<String> named(String kind, String namespace, JsonNode reference) {
        return missing(kind, namespace, reference.path("name").asText(), reference);
    }

    private Optional<String> keyed(String kind, String namespace, JsonNode reference) {
        return named(kind, namespace, reference).or(() -> {
            String name = reference.path("name").asText();
            String key = reference.path("key").asText();
            boolean absent = !name.isEmpty()
                    && !reference.path("optional").asBoolean()
                    && cluster.find("", kind + "s", namespace, name)
                            .filter(found -> !found.path("data").has(key))
                            .isPresent();
            String shown = kind.equals("secret") ? "Secret" : "ConfigMap";
            return absent
                    ? Optional.of("couldn't find key " + key + " in " + shown + " " + namespace + "/" + name)
                    : Optional.empty();
        });
    }

    private Optional<String> missing(String kind, String namespace, String name, JsonNode reference) {
        boolean absent = !name.isEmpty()
                && !reference.path("optional").asBoolean()
                && cluster.find("", kind + "s", namespace, name).isEmpty();
        return absent ? Optional.of(kind + " \"" + name + "\" not found") : Optional.empty();
    }
}
