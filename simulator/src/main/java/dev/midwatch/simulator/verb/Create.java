package dev.midwatch.simulator.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.admission.Defaults;
import dev.midwatch.simulator.admission.Validation;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.patch.ManagedFields;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.schema.Conformance;
import dev.midwatch.simulator.schema.Schemas;
import dev.midwatch.simulator.store.Stored;
import java.util.List;
import java.util.Set;

/** POST of a new object. */
public final class Create {
    /** Types whose status the client may give at once. */
    private static final Set<String> STATUS_KEPT = Set.of("nodes", "namespaces", "events");

    private final Write write;

    public Create(Write write) {
        this.write = write;
    }

    public ObjectNode create(ResourceType type, String namespace, ObjectNode sent, WriteOptions options) {
        return write.store().locked(() -> {
            ObjectNode object = prepared(type, namespace, sent);
            ManagedFields.update(Json.object(), object, Schemas.of(type), write.writer(type, options, "Update", ""));
            return write.finish(type, object, options.dryRun());
        });
    }

    /** What the server itself hands out, for an object that is put without being created. */
    public void assign(ResourceType type, ObjectNode object) {
        Assigned.apply(type, object, write);
    }

    /** The object as it would be stored, but for its resource version and its field managers. */
    ObjectNode prepared(ResourceType type, String namespace, ObjectNode sent) {
        ObjectNode object = sent.deepCopy();
        requireNamespace(type, namespace, Meta.namespace(object));
        ObjectNode metadata = Meta.of(object);
        if (metadata.hasNonNull("resourceVersion")
                && !metadata.path("resourceVersion").asText().isEmpty()) {
            throw ApiError.badRequest("resourceVersion should not be set on objects to be created");
        }
        identify(type, namespace, object);
        Conformance.prune(object, Schemas.of(type));
        if (type.hasStatus() && !STATUS_KEPT.contains(type.qualified())) {
            object.remove("status");
        }
        Defaults.apply(type, object);
        Validation.create(type, object);
        String name = Meta.name(object);
        if (write.store().find(type, namespace, name).isPresent()) {
            throw ApiError.alreadyExists(type.group(), type.plural(), name);
        }
        requireServiceAccount(type, namespace, object);
        metadata.put("uid", write.names().uid());
        metadata.put("creationTimestamp", Meta.time(write.clock().instant()));
        if (Generations.counts(type)) {
            metadata.put("generation", 1);
        }
        if (write.held()) {
            Given.keep(Meta.of(sent), metadata);
        }
        Assigned.apply(type, object, write);
        return object;
    }

    private void identify(ResourceType type, String namespace, ObjectNode object) {
        ObjectNode metadata = Meta.of(object);
        metadata.remove(List.of(
                "uid",
                "creationTimestamp",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "generation",
                "selfLink",
                "managedFields",
                "resourceVersion"));
        if (type.namespaced()) {
            metadata.put("namespace", namespace);
        } else {
            metadata.remove("namespace");
        }
        String prefix = metadata.path("generateName").asText();
        if (Meta.name(object).isEmpty() && !prefix.isEmpty()) {
            metadata.put(
                    "name",
                    prefix.substring(0, Math.min(prefix.length(), 58))
                            + write.names().suffix());
        }
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    }

    private void requireNamespace(ResourceType type, String namespace, String own) {
        if (!type.namespaced()) {
            return;
        }
        if (!own.isEmpty() && !own.equals(namespace)) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        ResourceType namespaces = write.catalog().get("", "namespaces");
        Stored found = write.store()
                .find(namespaces, "", namespace)
                .orElseThrow(() -> ApiError.notFound("", "namespaces", namespace));
        JsonNode tree = found.tree();
        if (Meta.deleting(tree)) {
            throw ApiError.forbidden(
                    type.group(),
                    type.plural(),
                    "",
                    "unable to create new content in namespace " + namespace + " because it is being terminated");
        }
    }

    private void requireServiceAccount(ResourceType type, String namespace, ObjectNode object) {
        if (!type.is("", "pods")) {
            return;
        }
        String account = Json.text(object, "spec", "serviceAccountName");
        if (write.store()
                .find(write.catalog().get("", "serviceaccounts"), namespace, account)
                .isEmpty()) {
            throw ApiError.forbidden(
                    "",
                    "pods",
                    Meta.name(object),
                    "error looking up service account " + namespace + "/" + account + ": serviceaccount \"" + account
                            + "\" not found");
        }
    }
}
