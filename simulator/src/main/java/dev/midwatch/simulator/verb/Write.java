package dev.midwatch.simulator.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.object.Names;
import dev.midwatch.simulator.patch.ManagedFields;
import dev.midwatch.simulator.resource.Catalog;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.store.ObjectStore;
import dev.midwatch.simulator.store.Stored;
import java.time.InstantSource;

/**
 * What all writing verbs work with.
 *
 * @param held whether clients say what else the server does: since when an object is there, and since when it is being deleted
 */
public record Write(ObjectStore store, Catalog catalog, InstantSource clock, Names names, boolean held) {

    Stored live(ResourceType type, String namespace, String name) {
        return store.find(type, namespace, name)
                .orElseThrow(() -> ApiError.notFound(type.group(), type.plural(), name));
    }

    ManagedFields.Writer writer(ResourceType type, WriteOptions options, String operation, String subresource) {
        return new ManagedFields.Writer(options.manager(), operation, type.apiVersion(), subresource, clock.instant());
    }

    /** Stores, unless it is a dry run. What was waiting for its last finalizer goes. */
    ObjectNode finish(ResourceType type, ObjectNode object, boolean dryRun) {
        if (dryRun) {
            return object;
        }
        boolean released = !held
                && Meta.deleting(object)
                && object.path("metadata").path("finalizers").isEmpty()
                && object.path("metadata").path("deletionGracePeriodSeconds").asLong(0) == 0
                && !type.is("", "namespaces");
        store.put(type, object);
        if (released) {
            remove(type, object);
        }
        return object;
    }

    void remove(ResourceType type, ObjectNode object) {
        store.remove(type, Meta.namespace(object), Meta.name(object));
        if (type.is("apiextensions.k8s.io", "customresourcedefinitions")) {
            catalog.undefine(
                    object.path("spec").path("group").asText(),
                    object.path("spec").path("names").path("plural").asText());
        }
    }
}
