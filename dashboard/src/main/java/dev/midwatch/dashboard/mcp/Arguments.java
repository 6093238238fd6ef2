package dev.midwatch.dashboard.mcp;

import dev.midwatch.core.view.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a tool was called with; it fits the tool's schema. */
record Arguments(Map<String, Object> values) {
    private static final int LISTED = 20;

    String text(String name) {
        return String.valueOf(values.get(name));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).map(String::valueOf).filter(text -> !text.isBlank());
    }

    Page page() {
        return new Page(number("offset", 0), number("limit", LISTED));
    }

    private int number(String name, int otherwise) {
        return values.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    /** An object with these members, all of them texts. */
    static Map<String, Object> schema(List<String> required, Map<String, String> texts) {
        Map<String, Object> members = new LinkedHashMap<>();
        texts.forEach((name, meaning) -> members.put(name, Map.of("type", "string", "description", meaning)));
        return Map.of("type", "object", "properties", members, "required", required, "additionalProperties", false);
    }

    /** An object with these members, none of them needed, and which part of the list is wanted. */
    static Map<String, Object> listSchema(Map<String, Map<String, Object>> filters) {
        Map<String, Object> members = new LinkedHashMap<>(filters);
        members.put("offset", Map.of("type", "integer", "minimum", 0, "description", "how many to pass over"));
        members.put("limit", Map.of("type", "integer", "minimum", 1, "maximum", 50, "description", "at most so many"));
        return Map.of("type", "object", "properties", members, "required", List.of(), "additionalProperties", false);
    }
}
