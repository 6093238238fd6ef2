package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.Json;
import dev.midwatch.skills.k8s.evidence.NearestName;
import dev.midwatch.skills.k8s.evidence.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One thing that a pod asks of its node's labels. */
record LabelTerm(String key, String operator, List<String> values) {
    private static final String AFFINITY =
            "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms";

    /** What the pod asks for without an alternative: its node selector, and its node affinity where that is one term. */
    static List<LabelTerm> of(Json podSpec) {
        List<LabelTerm> terms = new ArrayList<>();
        podSpec.get("nodeSelector")
                .textMembers()
                .forEach((key, value) -> terms.add(new LabelTerm(key, "In", List.of(value))));
        List<Json> alternatives = podSpec.at(AFFINITY).items();
        if (alternatives.size() == 1) {
            for (Json expression : alternatives.get(0).get("matchExpressions").items()) {
                terms.add(new LabelTerm(
                        expression.get("key").text(),
                        expression.get("operator").text(),
                        expression.get("values").texts()));
            }
        }
        return terms;
    }

    /** The one node that it is for, as a pod of a DaemonSet is. */
    static Optional<String> node(Json podSpec) {
        List<String> names = podSpec.at(AFFINITY).items().stream()
                .flatMap(term -> term.get("matchFields").items().stream())
                .filter(field -> field.get("key").is("metadata.name")
                        && field.get("operator").is("In"))
                .flatMap(field -> field.get("values").texts().stream())
                .distinct()
                .toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        return switch (operator) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> value != null && compare(value) > 0;
            case "Lt" -> value != null && compare(value) < 0;
            // Of an operator that is not known here nothing can be said.
            default -> true;
        };
    }

    private double compare(String value) {
        String limit = values.isEmpty() ? "" : values.get(0);
        return Quantity.of(value).orElse(Double.NaN) - Quantity.of(limit).orElse(Double.NaN);
    }

    /** {@code no node has the label disk=ssd, there it is hdd}. */
    String missing(List<Map<String, String>> nodes) {
        TreeSet<String> there = nodes.stream()
                .map(labels -> labels.get(key))
                .filter(value -> value != null)
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> keys = nodes.stream()
                .flatMap(labels -> labels.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Optional<String> near = there.isEmpty() ? NearestName.to(key, keys) : Optional.empty();
        return "no node has the label " + this
                + (there.isEmpty()
                        ? near.map(" (the nearest label there is "::concat)
                                .map(words -> words + ")")
                                .orElse("")
                        : there.stream().limit(4).collect(Collectors.joining(", ", " (there it is ", ")")));
    }

    @Override
    public String toString() {
        return switch (operator) {
            case "In" -> values.size() == 1 ? key + "=" + values.get(0) : key + " in " + values;
            case "Exists" -> key;
            default -> (key + " " + operator + " " + String.join(", ", values)).strip();
        };
    }
}
