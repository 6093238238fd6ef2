package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.FieldSelector;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.store.Fields;
import dev.midwatch.simulator.store.ObjectQuery;
import dev.midwatch.simulator.store.ObjectStore;
import dev.midwatch.simulator.store.Stored;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** LIST: selected, paged, in the form the client asked for. */
final class Lists {
    private final ObjectStore store;
    private final Pages pages;
    private final Forms forms;

    Lists(ObjectStore store, Pages pages, Forms forms) {
        this.store = store;
        this.pages = pages;
        this.forms = forms;
    }

    static ObjectQuery query(Request request, ResourceType type) {
        FieldSelector fields = FieldSelector.parse(request.query("fieldSelector"));
        fields.requireSupported(Fields.supported(type), Fields.onlyMetadata(type));
        return new ObjectQuery(
                type, request.route().storedNamespace(), LabelSelector.parse(request.query("labelSelector")), fields);
    }

    void list(Request request, Answer answer, ResourceType type) throws IOException {
        ObjectQuery query = query(request, type);
        Pages.Page page = request.query("continue").isEmpty()
                ? first(request, query)
                : pages.next(request.query("continue"), limit(request));
        ObjectNode metadata = Json.object();
        metadata.put("resourceVersion", Long.toString(page.revision()));
        if (!page.token().isEmpty()) {
            metadata.put("continue", page.token());
            if (query.labels().isEverything() && query.fields().isEverything()) {
                metadata.put("remainingItemCount", page.remaining());
            }
        }
        switch (forms.wanted(request)) {
            case TABLE -> answer.json(200, forms.table(request, type, trees(page), metadata));
            case PARTIAL -> answer.json(200, partial(page, metadata));
            case WHOLE -> whole(answer, type, page, metadata);
        }
    }

    private Pages.Page first(Request request, ObjectQuery query) {
        String wanted = request.query("resourceVersion");
        record Snapshot(long revision, List<Stored> objects) {}
        Snapshot now = store.locked(() -> new Snapshot(store.revision(), store.list(query)));
        if (!wanted.isEmpty() && parse(wanted) > now.revision()) {
            throw tooLarge(parse(wanted), now.revision());
        }
        return pages.first(now.revision(), now.objects(), limit(request));
    }

    private static ApiError tooLarge(long wanted, long current) {
        ObjectNode details = Json.object();
        details.putArray("causes")
                .addObject()
                .put("reason", "ResourceVersionTooLarge")
                .put("message", "Too large resource version");
        details.put("retryAfterSeconds", 1);
        return new ApiError(
                504, "Timeout", "Timeout: Too large resource version: " + wanted + ", current: " + current, details);
    }

    static long parse(String revision) {
        try {
            return Long.parseLong(revision);
        } catch (NumberFormatException wrong) {
            throw ApiError.badRequest("strconv.ParseUint: parsing \"" + revision + "\": invalid syntax");
        }
    }

    private static int limit(Request request) {
        String limit = request.query("limit");
        try {
            return limit.isEmpty() ? 0 : Integer.parseInt(limit);
        } catch (NumberFormatException wrong) {
            throw ApiError.badRequest("strconv.ParseInt: parsing \"" + limit + "\": invalid syntax");
        }
    }

    private static List<ObjectNode> trees(Pages.Page page) {
        return page.objects().stream().map(Stored::tree).toList();
    }

    private ObjectNode partial(Pages.Page page, ObjectNode metadata) {
        ObjectNode list = Json.object();
        list.put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/v1");
        list.set("metadata", metadata);
        ArrayNode items = list.putArray("items");
        trees(page).forEach(object -> items.add(Forms.partial(object)));
        return list;
    }

    /** The stored bytes go out as they are: no object is parsed to be listed. */
    private void whole(Answer answer, ResourceType type, Pages.Page page, ObjectNode metadata) throws IOException {
        if (type.custom() && page.token().isEmpty()) {
            metadata.put("continue", "");
        }
        try (OutputStream out = new BufferedOutputStream(answer.stream("application/json"), 1 << 16)) {
            write(
                    out,
                    "{\"kind\":\"" + type.kind() + "List\",\"apiVersion\":\"" + type.apiVersion() + "\",\"metadata\":"
                            + metadata + ",\"items\":[");
            boolean first = true;
            byte[] head = ("{\"apiVersion\":\"" + type.apiVersion() + "\",\"kind\":\"" + type.kind() + "\",")
                    .getBytes(StandardCharsets.UTF_8);
            for (Stored object : page.objects()) {
                if (!first) {
                    out.write(',');
                }
                first = false;
                item(out, object.json(), type.custom() ? new byte[0] : head);
            }
            write(out, "]}\n");
        }
    }

    /** Items of built-in lists carry no kind of their own. */
    private static void item(OutputStream out, byte[] json, byte[] head) throws IOException {
        boolean headed = head.length > 0
                && json.length > head.length
                && Arrays.equals(json, 0, head.length, head, 0, head.length);
        if (headed) {
            out.write('{');
            out.write(json, head.length, json.length - head.length);
        } else {
            out.write(json);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
