package dev.midwatch.api.kube;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;

/**
 * A label selector as objects carry it, with {@code matchLabels} and {@code matchExpressions}; an empty one selects everything.
 *
 * @param labels      each of which an object has to have
 * @param expressions {@code key}, {@code operator}, {@code values}; one with an operator that is not known selects nothing
 */
public record LabelSelector(Map<String, String> labels, List<Json> expressions) {
    public LabelSelector {
        labels = Map.copyOf(labels);
        expressions = List.copyOf(expressions);
    }

    /** Of a selector as JSON; of one that is not there, an empty one. */
    public static LabelSelector of(Json selector) {
        return new LabelSelector(
                selector.get("matchLabels").textMembers(),
                selector.get("matchExpressions").items());
    }

    public boolean isEmpty() {
        return labels.isEmpty() && expressions.isEmpty();
    }

    public boolean selects(Map<String, String> of) {
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
