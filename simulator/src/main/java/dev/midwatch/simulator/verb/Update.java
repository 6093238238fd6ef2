package dev.midwatch.simulator.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.admission.Defaults;
import dev.midwatch.simulator.admission.Validation;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.patch.ManagedFields;
import dev.midwatch.simulator.patch.Patch;
import dev.midwatch.simulator.patch.ServerSideApply;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.schema.Conformance;
import dev.midwatch.simulator.schema.Schemas;
import dev.midwatch.simulator.store.Stored;
import java.util.List;

/** PUT and PATCH of an object or of its status. */
public final class Update {
    private static final List<String> KEPT = List.of(
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generation",
            "resourceVersion");
    private final Write write;
    private final Create create;

    /** Which object; status is true for its status subresource. */
    public record Target(ResourceType type, String namespace, String name, boolean status) {
        String subresource() {
            return status ? "status" : "";
        }
    }

    public Update(Write write, Create create) {
        this.write = write;
        this.create = create;
    }

    public ObjectNode replace(Target target, ObjectNode sent, WriteOptions options) {
        return write.store().locked(() -> {
            checkIdentity(target, sent);
            Stored live = write.live(target.type(), target.namespace(), target.name());
            if (target.type().custom()
                    && Json.text(sent, "metadata", "resourceVersion").isEmpty()) {
                throw ApiError.invalid(
                        target.type().group(),
                        target.type().plural(),
                        target.name(),
                        List.of(new ApiError.Cause(
                                "FieldValueInvalid",
                                "Invalid value: 0: must be specified for an update",
                                "metadata.resourceVersion")));
            }
            return store(target, live, sent.deepCopy(), options, true);
        });
    }

    public ObjectNode patch(Target target, Patch patch, WriteOptions options) {
        return write.store().locked(() -> {
            if (patch.kind() == Patch.Kind.APPLY) {
                return apply(target, patch, options);
            }
            Stored live = write.live(target.type(), target.namespace(), target.name());
            ObjectNode patched = patch.applyTo(live.tree(), target.type());
            checkIdentity(target, patched);
            return store(target, live, patched, options, true);
        });
    }

    private ObjectNode apply(Target target, Patch patch, WriteOptions options) {
        if (options.manager().isEmpty()) {
            throw ApiError.invalid(
                    "meta.k8s.io",
                    "PatchOptions",
                    "",
                    List.of(new ApiError.Cause(
                            "FieldValueRequired", "Required value: is required for apply patch", "fieldManager")));
        }
        ObjectNode configuration = (ObjectNode) patch.body().deepCopy();
        if (Json.at(configuration, "metadata", "managedFields").size() > 0) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        checkIdentity(target, configuration);
        ServerSideApply apply = new ServerSideApply(
                Schemas.of(target.type()),
                write.writer(target.type(), options, "Apply", target.subresource()),
                options.force());
        Stored live = write.store()
                .find(target.type(), target.namespace(), target.name())
                .orElse(null);
        if (live == null) {
            if (target.status()) {
                throw ApiError.notFound(target.type().group(), target.type().plural(), target.name());
            }
            return createApplied(target, configuration, apply, options);
        }
        ObjectNode merged = apply.apply(live.tree(), configuration);
        return store(target, live, merged, options, false);
    }

    private ObjectNode createApplied(
            Target target, ObjectNode configuration, ServerSideApply apply, WriteOptions options) {
        ObjectNode named = configuration.deepCopy();
        Meta.of(named).put("name", target.name());
        ObjectNode object = create.prepared(target.type(), target.namespace(), named);
        ObjectNode owned = apply.apply(Json.object(), configuration);
        Meta.of(object).set("managedFields", Json.at(owned, "metadata", "managedFields"));
        return write.finish(target.type(), object, options.dryRun());
    }

    private void checkIdentity(Target target, ObjectNode sent) {
        String name = Meta.name(sent);
        if (!name.isEmpty() && !name.equals(target.name())) {
            throw ApiError.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + target.name() + ")");
        }
        String namespace = Meta.namespace(sent);
        if (!namespace.isEmpty() && target.type().namespaced() && !namespace.equals(target.namespace())) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private ObjectNode store(Target target, Stored stored, ObjectNode sent, WriteOptions options, boolean record) {
        ResourceType type = target.type();
        ObjectNode live = stored.tree();
        checkPreconditions(target, live, sent);
        ObjectNode next = combined(target, live, sent);
        Conformance.prune(next, Schemas.of(type));
        if (!target.status()) {
            Defaults.apply(type, next);
        }
        Validation.update(type, live, next);
        Generations.bump(type, live, next);
        if (record) {
            Meta.of(next).set("managedFields", Json.at(live, "metadata", "managedFields"));
            ManagedFields.update(
                    live, next, Schemas.of(type), write.writer(type, options, "Update", target.subresource()));
        }
        if (sameBut(live, next)) {
            return live;
        }
        if (type.is("apiextensions.k8s.io", "customresourcedefinitions") && !options.dryRun()) {
            write.catalog().define(next);
        }
        return write.finish(type, next, options.dryRun());
    }

    private static void checkPreconditions(Target target, ObjectNode live, ObjectNode sent) {
        ResourceType type = target.type();
        String wanted = Json.text(sent, "metadata", "resourceVersion");
        if (!wanted.isEmpty() && !wanted.equals(Json.text(live, "metadata", "resourceVersion"))) {
            throw ApiError.conflict(
                    type.group(),
                    type.plural(),
                    target.name(),
                    "the object has been modified; please apply your changes to the latest version and try again");
        }
        String uid = Meta.uid(sent);
        if (!uid.isEmpty() && !uid.equals(Meta.uid(live))) {
            throw ApiError.conflict(
                    type.group(),
                    type.plural(),
                    target.name(),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + Meta.uid(live));
        }
    }

    /** Status writes change only the status (and managed fields), other writes everything else. */
    private ObjectNode combined(Target target, ObjectNode live, ObjectNode sent) {
        ObjectNode next;
        if (target.status()) {
            next = live.deepCopy();
            copy(sent, next, "status");
            JsonNode managed = Json.at(sent, "metadata", "managedFields");
            if (managed.isArray()) {
                Meta.of(next).set("managedFields", managed);
            }
            return next;
        }
        ObjectNode given = Meta.of(sent).deepCopy();
        next = sent;
        next.put("apiVersion", target.type().apiVersion())
                .put("kind", target.type().kind());
        if (target.type().hasStatus()) {
            copy(live, next, "status");
        }
        ObjectNode metadata = Meta.of(next);
        for (String field : KEPT) {
            copy((ObjectNode) live.get("metadata"), metadata, field);
        }
        if (write.held()) {
            Given.keep(given, metadata);
        }
        if (target.type().is("", "services")) {
            keepAddress(live, next);
        }
        return next;
    }

    private static void keepAddress(ObjectNode live, ObjectNode next) {
        ObjectNode spec = Json.child(next, "spec");
        for (String field : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
            if (!spec.hasNonNull(field) && live.path("spec").has(field)) {
                spec.set(field, live.path("spec").get(field));
            }
        }
    }

    private static void copy(ObjectNode from, ObjectNode to, String field) {
        if (from.has(field)) {
            to.set(field, from.get(field).deepCopy());
        } else {
            to.remove(field);
        }
    }

    /** Whether nothing changed but the time of an entry in managedFields. */
    private static boolean sameBut(ObjectNode live, ObjectNode next) {
        return timeless(live).equals(Json.plain(timeless(next)));
    }

    private static ObjectNode timeless(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        Json.objects(Json.at(copy, "metadata", "managedFields")).forEach(entry -> entry.remove("time"));
        return copy;
    }
}
