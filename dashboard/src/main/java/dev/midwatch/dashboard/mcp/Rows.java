package dev.midwatch.dashboard.mcp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.midwatch.core.view.Listing;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The view's rows as JSON that a model reads: never longer than it can, and whole as far as it goes. */
final class Rows {
    /** Some 6,000 tokens. */
    static final int MOST_CHARACTERS = 24_000;

    /** For the rows of a list; the rest is for what stands around them. */
    private static final int ROOM = MOST_CHARACTERS - 1_000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(values())
            .build();

    private Rows() {}

    static String one(Object row) {
        String text = write(row);
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "… (cut)";
    }

    /** As many as fit, and where to go on. */
    static String list(Listing<?> listing) {
        ObjectNode list = JSON.createObjectNode().put("total", listing.total());
        int shown = addWhatFits(list.putArray("items"), listing.items());
        OptionalInt next =
                shown < listing.items().size() ? OptionalInt.of(listing.page().offset() + shown) : listing.next();
        next.ifPresent(offset -> list.put("next_offset", offset));
        return write(list);
    }

    /** The same of a row one of whose members is a long list; how many of that are left off is said. */
    static String withLong(Object row, String member) {
        ObjectNode object = JSON.valueToTree(row);
        JsonNode all = object.remove(member);
        ArrayNode some = object.putArray(member);
        List<JsonNode> items = List.of(JSON.convertValue(all, JsonNode[].class));
        int shown = addWhatFits(some, items);
        if (shown < items.size()) {
            object.put(member + "_left_off", items.size() - shown);
        }
        return one(object);
    }

    /** The first always, its long texts cut if it does not fit: whoever goes on behind it must come further. */
    private static int addWhatFits(ArrayNode into, List<?> items) {
        int length = 0;
        for (Object item : items) {
            JsonNode node = JSON.valueToTree(item);
            length += node.toString().length();
            if (length <= ROOM) {
                into.add(node);
            } else {
                if (into.isEmpty()) {
                    into.add(fitting(node));
                }
                break;
            }
        }
        return into.size();
    }

    private static JsonNode fitting(JsonNode whole) {
        JsonNode row = whole;
        for (int most = ROOM / 2; row.toString().length() > ROOM && most > 0; most /= 2) {
            row = cut(whole, most);
        }
        return row;
    }

    private static JsonNode cut(JsonNode node, int most) {
        if (node.isTextual() && node.textValue().length() > most) {
            return JSON.getNodeFactory().textNode(node.textValue().substring(0, most) + "… (cut)");
        }
        if (node.isArray()) {
            ArrayNode some = JSON.createArrayNode();
            node.forEach(one -> some.add(cut(one, most)));
            return some;
        }
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.fieldNames().forEachRemaining(name -> object.set(name, cut(node.get(name), most)));
            return object;
        }
        return node;
    }

    private static String write(Object row) {
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    /** Moments as ISO 8601, and what is not there as null. */
    private static SimpleModule values() {
        SimpleModule values = new SimpleModule("midwatch-mcp");
        values.addSerializer(Instant.class, ToStringSerializer.instance);
        values.addSerializer(new Present());
        return values;
    }

    private static final class Present extends StdSerializer<Optional<?>> {
        @Serial
        private static final long serialVersionUID = 1;

        Present() {
            super(Optional.class, false);
        }

        @Override
        public void serialize(Optional<?> value, JsonGenerator to, SerializerProvider by) throws IOException {
            by.defaultSerializeValue(value.orElse(null), to);
        }
    }
}
