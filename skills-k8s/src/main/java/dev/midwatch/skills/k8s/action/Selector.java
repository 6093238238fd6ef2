package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import java.util.Map;

/** A label selector as objects write it, with {@code matchLabels} and {@code matchExpressions}. */
record Selector(Json json) {
    /** An empty selector selects everything, one that is absent nothing. */
    boolean selects(Map<String, String> labels) {
        return json.isPresent()
                && json.get("matchLabels").textMembers().entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())))
                && json.get("matchExpressions").items().stream().allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(Json expression, Map<String, String> labels) {
        String key = expression.get("key").text();
        boolean in = labels.containsKey(key) && expression.get("values").texts().contains(labels.get(key));
        return switch (expression.get("operator").text()) {
            case "In" -> in;
            case "NotIn" -> !in;
            case "Exists" -> labels.containsKey(key);
            case "DoesNotExist" -> !labels.containsKey(key);
            default -> false;
        };
    }
}
