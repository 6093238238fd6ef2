package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.verb.DeleteOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what has lost its owner, releases what waited for its dependents, and empties namespaces that end. */
final class Collector implements Reconciler {
    private final Cluster cluster;

    private record Found(ResourceType type, ObjectNode object) {}

    Collector(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<Instant> reconcile() {
        List<Found> all = all();
        Set<String> uids = new HashSet<>();
        Set<String> owners = new HashSet<>();
        for (Found found : all) {
            uids.add(Meta.uid(found.object));
            Json.at(found.object, "metadata", "ownerReferences")
                    .forEach(owner -> owners.add(owner.path("uid").asText()));
        }
        for (Found found : all) {
            if (orphaned(found.object, uids)) {
                delete(found);
            } else {
                release(found, all, owners);
            }
        }
        endNamespaces(all);
        return Optional.empty();
    }

    private List<Found> all() {
        List<Found> all = new ArrayList<>();
        for (ResourceType type : cluster.catalog().all()) {
            if (!type.is("", "events") && cluster.hasAny(type)) {
                cluster.list(type.group(), type.plural(), "").forEach(object -> all.add(new Found(type, object)));
            }
        }
        return all;
    }

    private static boolean orphaned(ObjectNode object, Set<String> uids) {
        JsonNode owners = Json.at(object, "metadata", "ownerReferences");
        if (owners.isEmpty() || Meta.deleting(object)) {
            return false;
        }
        for (JsonNode owner : owners) {
            if (uids.contains(owner.path("uid").asText())) {
                return false;
            }
        }
        return true;
    }

    private void delete(Found found) {
        cluster.delete(
                found.type.group(),
                found.type.plural(),
                Meta.namespace(found.object),
                Meta.name(found.object),
                DeleteOptions.plain());
    }

    /** foregroundDeletion waits for dependents to go; orphan cuts them loose; protection ends with the last user. */
    private void release(Found found, List<Found> all, Set<String> owners) {
        if (!Meta.deleting(found.object)) {
            return;
        }
        List<String> finalizers = Json.texts(Json.at(found.object, "metadata", "finalizers"));
        if (finalizers.contains("orphan")) {
            all.forEach(dependent -> disown(dependent, Meta.uid(found.object)));
            drop(found, "orphan");
        } else if (finalizers.contains("foregroundDeletion")) {
            List<Found> dependents = all.stream()
                    .filter(other -> Meta.controlledBy(other.object, Meta.uid(found.object)))
                    .toList();
            dependents.stream().filter(other -> !Meta.deleting(other.object)).forEach(this::delete);
            if (dependents.isEmpty() || !owners.contains(Meta.uid(found.object))) {
                drop(found, "foregroundDeletion");
            }
        }
        for (String protection : List.of("kubernetes.io/pvc-protection", "kubernetes.io/pv-protection")) {
            if (finalizers.contains(protection) && !inUse(found, all)) {
                drop(found, protection);
            }
        }
    }

    private boolean inUse(Found found, List<Found> all) {
        String name = Meta.name(found.object);
        if (found.type.is("", "persistentvolumes")) {
            return all.stream()
                    .anyMatch(other -> other.type.is("", "persistentvolumeclaims")
                            && Json.text(other.object, "spec", "volumeName").equals(name));
        }
        return all.stream()
                .filter(other -> other.type.is("", "pods")
                        && Meta.namespace(other.object).equals(Meta.namespace(found.object)))
                .anyMatch(pod -> Json.objects(Json.at(pod.object, "spec", "volumes")).stream()
                        .anyMatch(volume -> Json.text(volume, "persistentVolumeClaim", "claimName")
                                .equals(name)));
    }

    private void disown(Found dependent, String uid) {
        cluster.change(
                dependent.type.group(),
                dependent.type.plural(),
                Meta.namespace(dependent.object),
                Meta.name(dependent.object),
                object -> {
                    ArrayNode kept = Json.array();
                    Json.at(object, "metadata", "ownerReferences").forEach(owner -> {
                        if (!owner.path("uid").asText().equals(uid)) {
                            kept.add(owner);
                        }
                    });
                    if (Json.at(object, "metadata").has("ownerReferences")) {
                        Meta.of(object).set("ownerReferences", kept);
                    }
                });
    }

    private void drop(Found found, String finalizer) {
        String group = found.type.group();
        String plural = found.type.plural();
        cluster.change(group, plural, Meta.namespace(found.object), Meta.name(found.object), object -> {
            ArrayNode kept = Json.array();
            Json.at(object, "metadata", "finalizers").forEach(other -> {
                if (!other.asText().equals(finalizer)) {
                    kept.add(other);
                }
            });
            Meta.of(object).set("finalizers", kept);
        });
        boolean free = cluster.find(group, plural, Meta.namespace(found.object), Meta.name(found.object))
                .map(object -> Json.at(object, "metadata", "finalizers").isEmpty())
                .orElse(false);
        if (free) {
            cluster.remove(group, plural, Meta.namespace(found.object), Meta.name(found.object));
        }
    }

    private void endNamespaces(List<Found> all) {
        for (ObjectNode namespace : cluster.list("", "namespaces", "")) {
            if (!Meta.deleting(namespace)) {
                Genesis.furnish(cluster, namespace);
                continue;
            }
            String name = Meta.name(namespace);
            List<Found> inside = all.stream()
                    .filter(found -> Meta.namespace(found.object).equals(name))
                    .toList();
            inside.stream().filter(found -> !Meta.deleting(found.object)).forEach(this::delete);
            cluster.list("", "events", name).forEach(event -> cluster.remove("", "events", name, Meta.name(event)));
            if (inside.isEmpty()) {
                cluster.remove("", "namespaces", "", name);
            }
        }
    }
}
