package dev.midwatch.simulator.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import java.util.List;

/** Whether one PolicyRule covers a request. */
final class Rules {
    private Rules() {}

    static boolean allows(JsonNode rule, Attributes wanted) {
        if (!has(rule.path("verbs"), wanted.verb())) {
            return false;
        }
        if (!wanted.isResource()) {
            return Json.texts(rule.path("nonResourceURLs")).stream()
                    .anyMatch(pattern -> covers(pattern, wanted.path()));
        }
        return has(rule.path("apiGroups"), wanted.group())
                && hasResource(rule.path("resources"), wanted)
                && hasName(rule.path("resourceNames"), wanted.name());
    }

    private static boolean has(JsonNode list, String value) {
        List<String> values = Json.texts(list);
        return values.contains("*") || values.contains(value);
    }

    private static boolean hasResource(JsonNode list, Attributes wanted) {
        List<String> values = Json.texts(list);
        return values.contains("*")
                || values.contains(wanted.fullResource())
                || !wanted.subresource().isEmpty() && values.contains("*/" + wanted.subresource());
    }

    private static boolean hasName(JsonNode list, String name) {
        return list.isEmpty() || Json.texts(list).contains(name);
    }

    private static boolean covers(String pattern, String path) {
        return pattern.equals("*")
                || pattern.equals(path)
                || pattern.endsWith("*") && path.startsWith(pattern.substring(0, pattern.length() - 1));
    }
}
