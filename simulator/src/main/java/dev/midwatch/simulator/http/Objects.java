package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.patch.Patch;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.store.Stored;
import dev.midwatch.simulator.verb.Create;
import dev.midwatch.simulator.verb.Delete;
import dev.midwatch.simulator.verb.DeleteOptions;
import dev.midwatch.simulator.verb.Update;
import dev.midwatch.simulator.verb.Write;
import dev.midwatch.simulator.verb.WriteOptions;
import java.io.IOException;
import java.util.List;

/** GET, POST, PUT, PATCH and DELETE of stored objects and their status. */
final class Objects {
    private final Write write;
    private final Forms forms;
    private final Lists lists;
    private final Watches watches;
    private final Create create;
    private final Update update;
    private final Delete delete;
    private final Decoding decoding = new Decoding();

    Objects(Write write, Forms forms, Lists lists, Watches watches) {
        this.write = write;
        this.forms = forms;
        this.lists = lists;
        this.watches = watches;
        this.create = new Create(write);
        this.update = new Update(write, create);
        this.delete = new Delete(write);
    }

    Update update() {
        return update;
    }

    Delete delete() {
        return delete;
    }

    void handle(Request request, Answer answer, ResourceType type) throws IOException {
        Route route = request.route();
        if (!type.verbs().contains(route.verb())) {
            throw ApiError.methodNotAllowed();
        }
        if (route.name().isEmpty() && List.of("update", "patch").contains(route.verb())) {
            throw ApiError.methodNotAllowed();
        }
        switch (route.verb()) {
            case "list" -> lists.list(request, answer, type);
            case "watch" -> watches.watch(request, answer, type);
            case "get" ->
                forms.send(request, answer, 200, type, live(route, type).tree());
            case "create" -> create(request, answer, type);
            case "update" -> update(request, answer, type, false);
            case "patch" -> patch(request, answer, type, false);
            case "delete" -> delete(request, answer, type);
            case "deletecollection" -> deleteAll(request, answer, type);
            default -> throw ApiError.methodNotAllowed();
        }
    }

    /** The status subresource. */
    void status(Request request, Answer answer, ResourceType type) throws IOException {
        switch (request.route().verb()) {
            case "get" ->
                forms.send(
                        request, answer, 200, type, live(request.route(), type).tree());
            case "update" -> update(request, answer, type, true);
            case "patch" -> patch(request, answer, type, true);
            default -> throw ApiError.methodNotAllowed();
        }
    }

    private Stored live(Route route, ResourceType type) {
        return write.store()
                .find(type, route.storedNamespace(), route.name())
                .orElseThrow(() -> ApiError.notFound(type.group(), type.plural(), route.name()));
    }

    static WriteOptions options(Request request) {
        return new WriteOptions(request.dryRun(), request.manager(), request.flag("force"));
    }

    private void create(Request request, Answer answer, ResourceType type) throws IOException {
        if (!request.route().name().isEmpty() && !type.is("", "namespaces")) {
            throw ApiError.methodNotAllowed();
        }
        if (type.namespaced() && request.route().namespace().isEmpty()) {
            throw ApiError.methodNotAllowed();
        }
        ObjectNode object = decoding.object(request, answer, type);
        ObjectNode made = create.create(type, request.route().storedNamespace(), object, options(request));
        forms.send(request, answer, 201, type, made);
    }

    private static Update.Target target(Request request, ResourceType type, boolean status) {
        return new Update.Target(
                type, request.route().storedNamespace(), request.route().name(), status);
    }

    private void update(Request request, Answer answer, ResourceType type, boolean status) throws IOException {
        ObjectNode object = decoding.object(request, answer, type);
        if (Meta.name(object).isEmpty()) {
            throw ApiError.badRequest("name must be provided");
        }
        forms.send(request, answer, 200, type, update.replace(target(request, type, status), object, options(request)));
    }

    private void patch(Request request, Answer answer, ResourceType type, boolean status) throws IOException {
        Patch patch = decoding.patch(request, type);
        if (patch.kind() == Patch.Kind.APPLY) {
            decoding.check(request, answer, type, (ObjectNode) patch.body());
        }
        Update.Target target = target(request, type, status);
        boolean existed =
                write.store().find(type, target.namespace(), target.name()).isPresent();
        WriteOptions options = options(request);
        if (patch.kind() == Patch.Kind.APPLY && request.query("fieldManager").isEmpty()) {
            options = new WriteOptions(options.dryRun(), "", options.force());
        }
        ObjectNode patched = update.patch(target, patch, options);
        forms.send(request, answer, existed ? 200 : 201, type, patched);
    }

    static DeleteOptions deleteOptions(Request request) {
        JsonNode body = request.hasBody() ? request.json() : Json.object();
        ObjectNode merged = body instanceof ObjectNode object ? object : Json.object();
        if (!request.query("gracePeriodSeconds").isEmpty()) {
            merged.put("gracePeriodSeconds", Lists.parse(request.query("gracePeriodSeconds")));
        }
        if (!request.query("propagationPolicy").isEmpty()) {
            merged.put("propagationPolicy", request.query("propagationPolicy"));
        }
        DeleteOptions options = DeleteOptions.of(merged);
        return request.dryRun() ? options.withDryRun() : options;
    }

    private void delete(Request request, Answer answer, ResourceType type) throws IOException {
        Route route = request.route();
        JsonNode answered = delete.delete(type, route.storedNamespace(), route.name(), deleteOptions(request));
        answer.json(200, answered);
    }

    private void deleteAll(Request request, Answer answer, ResourceType type) throws IOException {
        DeleteOptions options = deleteOptions(request);
        ObjectNode list = Json.object();
        list.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
        list.putObject("metadata")
                .put("resourceVersion", Long.toString(write.store().revision()));
        var items = list.putArray("items");
        for (Stored stored : write.store().list(Lists.query(request, type))) {
            items.add(stored.tree());
            delete.delete(type, stored.namespace(), stored.name(), options);
        }
        answer.json(200, list);
    }
}
