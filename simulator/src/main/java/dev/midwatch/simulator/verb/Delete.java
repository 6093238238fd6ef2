package dev.midwatch.simulator.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.store.Stored;
import java.time.Instant;
import java.util.Set;

/** DELETE of one object: gracefully for a pod that runs, later when finalizers hold it, else at once. */
public final class Delete {
    /** Types that answer with the object they removed rather than with a Status. */
    private static final Set<String> RETURNED = Set.of(
            "pods",
            "persistentvolumeclaims",
            "persistentvolumes",
            "resourcequotas",
            "serviceaccounts",
            "services",
            "storageclasses.storage.k8s.io");

    private final Write write;

    public Delete(Write write) {
        this.write = write;
    }

    public JsonNode delete(ResourceType type, String namespace, String name, DeleteOptions options) {
        return write.store().locked(() -> {
            Stored stored = write.live(type, namespace, name);
            ObjectNode object = stored.tree();
            checkPreconditions(type, object, options);
            return options.dryRun() ? answered(type, object) : perform(type, object, options);
        });
    }

    private JsonNode perform(ResourceType type, ObjectNode object, DeleteOptions options) {
        addPropagationFinalizer(object, options.propagation());
        boolean held = !Json.at(object, "metadata", "finalizers").isEmpty();
        long grace = type.is("", "pods") ? grace(object, options) : 0;
        boolean namespace = type.is("", "namespaces");
        if (!held && grace == 0 && !namespace) {
            write.remove(type, object);
            return answered(type, object);
        }
        mark(object, grace, type.is("", "pods"));
        if (namespace) {
            Json.child(object, "status").put("phase", "Terminating");
        }
        write.store().put(type, object);
        return object;
    }

    private void mark(ObjectNode object, long grace, boolean shorten) {
        ObjectNode metadata = Meta.of(object);
        Instant now = write.clock().instant();
        if (!Meta.deleting(object) || shorten) {
            metadata.put("deletionTimestamp", Meta.time(now.plusSeconds(grace)));
            metadata.put("deletionGracePeriodSeconds", grace);
            if (metadata.has("generation")) {
                metadata.put("generation", metadata.path("generation").asLong() + 1);
            }
        }
    }

    private static long grace(ObjectNode pod, DeleteOptions options) {
        String phase = Json.text(pod, "status", "phase");
        if (Json.text(pod, "spec", "nodeName").isEmpty() || phase.equals("Succeeded") || phase.equals("Failed")) {
            return 0;
        }
        long own = Json.at(pod, "spec", "terminationGracePeriodSeconds").asLong(30);
        return options.grace() == null ? own : options.grace();
    }

    private static void addPropagationFinalizer(ObjectNode object, String propagation) {
        String finalizer = switch (propagation) {
            case "Foreground" -> "foregroundDeletion";
            case "Orphan" -> "orphan";
            default -> "";
        };
        if (!finalizer.isEmpty()) {
            ArrayNode finalizers = Json.childArray(Meta.of(object), "finalizers");
            if (!Json.texts(finalizers).contains(finalizer)) {
                finalizers.add(finalizer);
            }
        }
    }

    private static void checkPreconditions(ResourceType type, ObjectNode object, DeleteOptions options) {
        String uid = Meta.uid(object);
        if (!options.uid().isEmpty() && !options.uid().equals(uid)) {
            throw ApiError.conflict(
                    type.group(),
                    type.kind(),
                    Meta.name(object),
                    "the UID in the precondition (" + options.uid() + ") does not match the UID in record (" + uid
                            + "). The object might have been deleted and then recreated");
        }
        String revision = Json.text(object, "metadata", "resourceVersion");
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(revision)) {
            throw ApiError.conflict(
                    type.group(),
                    type.kind(),
                    Meta.name(object),
                    "the ResourceVersion in the precondition (" + options.resourceVersion()
                            + ") does not match the ResourceVersion in record (" + revision
                            + "). The object might have been modified");
        }
    }

    private static JsonNode answered(ResourceType type, ObjectNode object) {
        return RETURNED.contains(type.qualified())
                ? object
                : ApiError.success(Meta.name(object), type.group(), type.plural(), Meta.uid(object));
    }
}
