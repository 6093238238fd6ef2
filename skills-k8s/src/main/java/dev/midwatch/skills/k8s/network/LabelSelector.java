package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;

/** A label selector as objects carry it, with {@code matchLabels} and {@code matchExpressions}; an empty one selects everything. */
record LabelSelector(Map<String, String> labels, List<Json> expressions) {
    static LabelSelector of(Json selector) {
        return new LabelSelector(
                selector.get("matchLabels").textMembers(),
                selector.get("matchExpressions").items());
    }

    boolean isEmpty() {
        return labels.isEmpty() && expressions.isEmpty();
    }

    boolean selects(Map<String, String> of) {
        return labels.entrySet().stream().allMatch(label -> label.getValue().equals(of.get(label.getKey())))
                && expressions.stream().allMatch(expression -> holds(expression, of));
    }

    private static boolean holds(Json expression, Map<String, String> of) {
        String value = of.get(expression.get("key").text());
        List<String> values = expression.get("values").texts();
        return switch (expression.get("operator").text()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
