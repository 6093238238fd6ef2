package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.view.Page;
import java.util.Arrays;
import java.util.List;

/**
 * A parameter of an operation.
 *
 * @param in     path or query
 * @param schema its type; an array may be given several times
 */
record Parameter(String name, String in, String description, ObjectNode schema, boolean required) {
    static final Parameter OFFSET = whole("offset", "How many are passed over.", 0, Integer.MAX_VALUE, 0);
    static final Parameter LIMIT = whole("limit", "How many are wanted.", 1, Page.MOST, 50);

    /** Part of the path. */
    static Parameter path(String name, String description) {
        return new Parameter(name, "path", description, Schemas.type("string").put("minLength", 1), true);
    }

    /** Part of the path, a whole number. */
    static Parameter number(String name, String description) {
        ObjectNode schema = Schemas.type("integer").put("format", "int64").put("minimum", 0);
        return new Parameter(name, "path", description, schema, true);
    }

    static Parameter text(String name, String description) {
        return query(name, description, Schemas.type("string"));
    }

    static Parameter word(String name, String description, String... words) {
        return query(name, description, wordsOf(words));
    }

    static Parameter words(String name, String description, String... words) {
        return query(
                name,
                description + " May be given several times.",
                Schemas.type("array").set("items", wordsOf(words)));
    }

    static Parameter flag(String name, String description) {
        return query(name, description, Schemas.type("boolean").put("default", false));
    }

    static Parameter whole(String name, String description, int least, int most, int otherwise) {
        ObjectNode schema = Schemas.type("integer").put("format", "int32").put("minimum", least);
        return query(name, description, schema.put("maximum", most).put("default", otherwise));
    }

    Parameter needed() {
        return new Parameter(name, in, description, schema, true);
    }

    /** A value that is a good one. */
    Parameter example(String value) {
        ObjectNode with = schema.deepCopy();
        with.putArray("examples").add(value);
        return new Parameter(name, in, description, with, required);
    }

    boolean many() {
        return schema.path("type").asText().equals("array");
    }

    private static Parameter query(String name, String description, ObjectNode schema) {
        return new Parameter(name, "query", description, schema, false);
    }

    private static ObjectNode wordsOf(String... words) {
        ObjectNode schema = Schemas.type("string");
        ArrayNode all = schema.putArray("enum");
        List<String> list = Arrays.asList(words);
        list.forEach(all::add);
        return schema;
    }
}
