package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.verb.DeleteOptions;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The pods of an owner: how many live, and making and removing them. */
final class Pods {
    private final Cluster cluster;
    private final Events events;

    Pods(Cluster cluster, Events events) {
        this.cluster = cluster;
        this.events = events;
    }

    /** Those that are not on their way out or finished. */
    List<ObjectNode> active(ObjectNode owner) {
        return owned(owner).stream()
                .filter(pod -> !Meta.deleting(pod) && !finished(pod))
                .toList();
    }

    List<ObjectNode> owned(ObjectNode owner) {
        String uid = Meta.uid(owner);
        return cluster.list("", "pods", Meta.namespace(owner)).stream()
                .filter(pod -> Meta.controlledBy(pod, uid))
                .toList();
    }

    static boolean finished(JsonNode pod) {
        return List.of("Succeeded", "Failed").contains(Json.text(pod, "status", "phase"));
    }

    static boolean ready(JsonNode pod) {
        return Conditions.isTrue(pod, "Ready");
    }

    static int rank(JsonNode pod) {
        return ready(pod) ? 2 : Json.text(pod, "spec", "nodeName").isEmpty() ? 0 : 1;
    }

    /** Those first that are missed least: unbound, then not ready, then the youngest. */
    static Comparator<ObjectNode> expendable() {
        return Comparator.<ObjectNode>comparingInt(Pods::rank)
                .thenComparing(Comparator.comparing((ObjectNode pod) -> Meta.created(pod))
                        .reversed())
                .thenComparing(Meta::name);
    }

    static ObjectNode ownerReference(ObjectNode owner) {
        return Json.object()
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", Meta.kind(owner))
                .put("name", Meta.name(owner))
                .put("uid", Meta.uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    /** Makes a pod from a template; a refusal becomes an event, as it would for a real controller. */
    boolean create(ObjectNode owner, JsonNode template, String component, Consumer<ObjectNode> finish) {
        ObjectNode pod = Json.object();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata");
        metadata.put("generateName", Meta.name(owner) + "-").put("namespace", Meta.namespace(owner));
        for (String copied : List.of("labels", "annotations")) {
            if (Json.at(template, "metadata", copied).isObject()) {
                metadata.set(copied, Json.at(template, "metadata", copied).deepCopy());
            }
        }
        metadata.putArray("ownerReferences").add(ownerReference(owner));
        pod.set("spec", template.path("spec").deepCopy());
        finish.accept(pod);
        try {
            ObjectNode made = cluster.create(pod, "kube-controller-manager");
            events.normal(owner, Events.Source.of(component), "SuccessfulCreate", "Created pod: " + Meta.name(made));
            return true;
        } catch (ApiError refused) {
            events.warning(
                    owner, Events.Source.of(component), "FailedCreate", "Error creating: " + refused.getMessage());
            return false;
        }
    }

    void delete(ObjectNode owner, ObjectNode pod, String component) {
        cluster.delete("", "pods", Meta.namespace(pod), Meta.name(pod), DeleteOptions.plain());
        events.normal(owner, Events.Source.of(component), "SuccessfulDelete", "Deleted pod: " + Meta.name(pod));
    }
}
