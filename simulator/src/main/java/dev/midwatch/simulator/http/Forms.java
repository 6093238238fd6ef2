package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.table.Tables;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The forms an object can be answered in, by the Accept header. */
final class Forms {
    private final InstantSource clock;

    enum Form {
        WHOLE,
        TABLE,
        PARTIAL
    }

    Forms(InstantSource clock) {
        this.clock = clock;
    }

    Form wanted(Request request) {
        for (String media : request.accepts()) {
            if (media.contains("as=Table")) {
                return Form.TABLE;
            }
            if (media.contains("as=PartialObjectMetadata")) {
                return Form.PARTIAL;
            }
            if (media.startsWith("application/json") || media.startsWith("*/*")) {
                return Form.WHOLE;
            }
        }
        return Form.WHOLE;
    }

    ObjectNode table(Request request, ResourceType type, List<ObjectNode> objects, ObjectNode metadata) {
        return Tables.table(type, objects, metadata, request.query("includeObject"), clock.instant());
    }

    static ObjectNode partial(ObjectNode object) {
        return Tables.partial(object);
    }

    ObjectNode one(Request request, ResourceType type, ObjectNode object) {
        return switch (wanted(request)) {
            case WHOLE -> object;
            case PARTIAL -> partial(object);
            case TABLE -> {
                ObjectNode metadata = Json.object();
                metadata.put("resourceVersion", Json.text(object, "metadata", "resourceVersion"));
                yield table(request, type, List.of(object), metadata);
            }
        };
    }

    void send(Request request, Answer answer, int code, ResourceType type, ObjectNode object) throws IOException {
        answer.json(code, one(request, type, object));
    }
}
