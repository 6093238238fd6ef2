package dev.midwatch.simulator.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Sets of fields in the FieldsV1 form: a tree whose leaves are empty objects; "." marks an inner field that belongs too. */
final class FieldSet {
    private static final String SELF = ".";

    private FieldSet() {}

    /** The fields a value sets. */
    static ObjectNode of(JsonNode value, Schema schema) {
        if (value.isObject() && !value.isEmpty() && !schema.isAtomic()) {
            ObjectNode set = Json.object();
            value.properties()
                    .forEach(field ->
                            set.set("f:" + field.getKey(), of(field.getValue(), schema.property(field.getKey()))));
            return set;
        }
        if (value.isArray() && !value.isEmpty() && schema.listType() != Schema.ListType.ATOMIC) {
            ObjectNode set = Json.object();
            for (JsonNode item : value) {
                ObjectNode below = schema.listType() == Schema.ListType.MAP ? of(item, schema.items()) : Json.object();
                if (!below.isEmpty()) {
                    below.putObject(SELF);
                }
                set.set(element(item, schema), below);
            }
            return set;
        }
        return Json.object();
    }

    /** The fields of after that are not the same in before. */
    static ObjectNode changed(JsonNode before, JsonNode after, Schema schema) {
        if (before.equals(after)) {
            return Json.object();
        }
        ObjectNode set = Json.object();
        if (isOpen(after, schema) && !after.isEmpty()) {
            boolean fresh = before.isMissingNode() || before.isNull();
            if (fresh && (schema.isMap() || after.isArray())) {
                set.putObject(SELF);
            }
            for (Member member : members(after, schema)) {
                JsonNode old = find(before, member.element(), schema);
                if (!member.value().equals(old)) {
                    ObjectNode below = changed(old, member.value(), member.schema());
                    if (member.element().startsWith("k:") && old.isMissingNode()) {
                        below.putObject(SELF);
                    }
                    if (!below.isEmpty() || leaf(member.value(), member.schema())) {
                        set.set(member.element(), below);
                    }
                }
            }
        }
        return set;
    }

    /** The fields of before that after has no more. */
    static ObjectNode removed(JsonNode before, JsonNode after, Schema schema) {
        ObjectNode set = Json.object();
        if (!isOpen(before, schema)) {
            return set;
        }
        for (Member member : members(before, schema)) {
            JsonNode now = find(after, member.element(), schema);
            if (now.isMissingNode()) {
                ObjectNode gone = of(member.value(), member.schema());
                if (!gone.isEmpty()) {
                    gone.putObject(SELF);
                }
                set.set(member.element(), gone);
            } else {
                ObjectNode below = removed(member.value(), now, member.schema());
                if (!below.isEmpty()) {
                    set.set(member.element(), below);
                }
            }
        }
        return set;
    }

    private static boolean leaf(JsonNode value, Schema schema) {
        return !isOpen(value, schema) || value.isEmpty();
    }

    private static boolean isOpen(JsonNode value, Schema schema) {
        return value.isObject() && !schema.isAtomic() || value.isArray() && schema.listType() != Schema.ListType.ATOMIC;
    }

    private record Member(String element, JsonNode value, Schema schema) {}

    private static List<Member> members(JsonNode value, Schema schema) {
        List<Member> members = new ArrayList<>();
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> members.add(
                            new Member("f:" + field.getKey(), field.getValue(), schema.property(field.getKey()))));
        } else {
            value.forEach(item -> members.add(new Member(element(item, schema), item, schema.items())));
        }
        return members;
    }

    /** What an element names inside a value, missing when it is not there. */
    static JsonNode find(JsonNode value, String element, Schema schema) {
        if (element.startsWith("f:")) {
            return value.path(element.substring(2));
        }
        for (JsonNode item : value) {
            if (element(item, schema).equals(element)) {
                return item;
            }
        }
        return Json.MAPPER.missingNode();
    }

    static String element(JsonNode item, Schema list) {
        if (list.listType() != Schema.ListType.MAP) {
            return "v:" + item;
        }
        TreeMap<String, JsonNode> keys = new TreeMap<>();
        for (String key : list.listKeys()) {
            JsonNode value =
                    item.has(key) ? item.get(key) : list.items().property(key).defaultValue();
            if (!value.isMissingNode()) {
                keys.put(key, value);
            }
        }
        return "k:" + Json.tree(keys);
    }

    static Schema below(String element, Schema schema) {
        return element.startsWith("f:") ? schema.property(element.substring(2)) : schema.items();
    }

    static ObjectNode union(JsonNode left, JsonNode right) {
        ObjectNode result = left.deepCopy();
        right.properties().forEach(field -> {
            JsonNode mine = result.get(field.getKey());
            if (mine == null) {
                result.set(field.getKey(), field.getValue().deepCopy());
            } else if (mine.isEmpty() != field.getValue().isEmpty()) {
                ObjectNode both = (mine.isEmpty() ? field.getValue() : mine).deepCopy();
                both.putObject(SELF);
                result.set(field.getKey(), both);
            } else {
                result.set(field.getKey(), union(mine, field.getValue()));
            }
        });
        return result;
    }

    static ObjectNode minus(JsonNode left, JsonNode right) {
        ObjectNode result = Json.object();
        left.properties().forEach(field -> {
            String element = field.getKey();
            JsonNode mine = field.getValue();
            JsonNode other = right.get(element);
            if (other == null) {
                result.set(element, mine.deepCopy());
            } else if (mine.isEmpty()) {
                if (!other.isEmpty() && !other.has(SELF)) {
                    result.set(element, Json.object());
                }
            } else if (!other.isEmpty()) {
                ObjectNode left2 = minus(mine, other);
                if (!left2.isEmpty()) {
                    result.set(element, left2);
                }
            } else {
                ObjectNode kept = mine.deepCopy();
                kept.remove(SELF);
                if (!kept.isEmpty()) {
                    result.set(element, kept);
                }
            }
        });
        return result;
    }
}
