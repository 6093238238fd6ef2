package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the small requests kubectl sends as protobuf whatever the server prefers: reviews, evictions, token requests and
 * delete options. Only the fields used here are known; others are skipped, as protobuf demands.
 */
final class Protobuf {
    static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";
    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private enum Type {
        TEXT,
        TEXTS,
        NUMBER,
        FLAG,
        MESSAGE
    }

    private record Field(String name, Type type, Map<Integer, Field> fields) {
        static Field text(String name) {
            return new Field(name, Type.TEXT, Map.of());
        }

        static Field texts(String name) {
            return new Field(name, Type.TEXTS, Map.of());
        }

        static Field number(String name) {
            return new Field(name, Type.NUMBER, Map.of());
        }

        static Field message(String name, Map<Integer, Field> fields) {
            return new Field(name, Type.MESSAGE, fields);
        }
    }

    private static final Field METADATA =
            Field.message("metadata", Map.of(1, Field.text("name"), 3, Field.text("namespace")));
    private static final Map<Integer, Field> DELETE_OPTIONS = Map.of(
            1, Field.number("gracePeriodSeconds"),
            2, Field.message("preconditions", Map.of(1, Field.text("uid"), 2, Field.text("resourceVersion"))),
            3, new Field("orphanDependents", Type.FLAG, Map.of()),
            4, Field.text("propagationPolicy"),
            5, Field.texts("dryRun"));
    private static final Map<Integer, Field> ACCESS = Map.of(
            1,
            Field.message(
                    "resourceAttributes",
                    Map.of(
                            1, Field.text("namespace"),
                            2, Field.text("verb"),
                            3, Field.text("group"),
                            4, Field.text("version"),
                            5, Field.text("resource"),
                            6, Field.text("subresource"),
                            7, Field.text("name"))),
            2,
            Field.message("nonResourceAttributes", Map.of(1, Field.text("path"), 2, Field.text("verb"))));
    private static final Map<String, Map<Integer, Field>> KINDS = Map.of(
            "SelfSubjectAccessReview", Map.of(1, METADATA, 2, Field.message("spec", ACCESS)),
            "SelfSubjectRulesReview", Map.of(1, METADATA, 2, Field.message("spec", Map.of(1, Field.text("namespace")))),
            "SelfSubjectReview", Map.of(1, METADATA),
            "TokenRequest",
                    Map.of(
                            1,
                            METADATA,
                            2,
                            Field.message(
                                    "spec", Map.of(1, Field.texts("audiences"), 4, Field.number("expirationSeconds")))),
            "Eviction", Map.of(1, METADATA, 2, Field.message("deleteOptions", DELETE_OPTIONS)),
            "DeleteOptions", DELETE_OPTIONS);

    private Protobuf() {}

    static Optional<ObjectNode> read(byte[] body) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (body.length <= i || body[i] != MAGIC[i]) {
                throw ApiError.badRequest("provided data does not appear to be a protobuf message, expected prefix");
            }
        }
        Map<Integer, Field> envelope = Map.of(
                1,
                Field.message("typeMeta", Map.of(1, Field.text("apiVersion"), 2, Field.text("kind"))),
                2,
                Field.text("raw"));
        ByteBuffer data = ByteBuffer.wrap(body, MAGIC.length, body.length - MAGIC.length);
        ObjectNode outer = message(data.slice(), envelope);
        ObjectNode type = Json.child(outer, "typeMeta");
        Map<Integer, Field> known = KINDS.get(type.path("kind").asText());
        if (known == null) {
            return Optional.empty();
        }
        ByteBuffer raw = ByteBuffer.wrap(outer.path("raw").asText().getBytes(StandardCharsets.ISO_8859_1));
        ObjectNode object = Json.object();
        object.set("apiVersion", type.get("apiVersion"));
        object.set("kind", type.get("kind"));
        object.setAll(message(raw, known));
        return Optional.of(object);
    }

    private static ObjectNode message(ByteBuffer data, Map<Integer, Field> fields) {
        data.order(ByteOrder.LITTLE_ENDIAN);
        ObjectNode object = Json.object();
        while (data.hasRemaining()) {
            long tag = varint(data);
            Field field = fields.get((int) (tag >>> 3));
            switch ((int) (tag & 7)) {
                case 0 -> number(object, field, varint(data));
                case 1 -> data.getLong();
                case 2 -> bytes(object, field, data);
                case 5 -> data.getInt();
                default -> throw ApiError.badRequest("proto: illegal wireType " + (tag & 7));
            }
        }
        return object;
    }

    private static void number(ObjectNode object, Field field, long value) {
        if (field != null && field.type == Type.FLAG) {
            object.put(field.name, value != 0);
        } else if (field != null) {
            object.put(field.name, value);
        }
    }

    private static void bytes(ObjectNode object, Field field, ByteBuffer data) {
        byte[] value = new byte[(int) varint(data)];
        data.get(value);
        if (field == null) {
            return;
        }
        // Text is UTF-8, but for the raw inner message, whose bytes must survive as they are.
        String text =
                new String(value, field.name.equals("raw") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        switch (field.type) {
            case MESSAGE -> object.set(field.name, message(ByteBuffer.wrap(value), field.fields));
            case TEXTS -> Json.childArray(object, field.name).add(text);
            default -> object.put(field.name, text);
        }
    }

    private static long varint(ByteBuffer data) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = data.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw ApiError.badRequest("proto: integer overflow");
    }
}
