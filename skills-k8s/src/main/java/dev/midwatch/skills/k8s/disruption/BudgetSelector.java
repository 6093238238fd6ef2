package dev.midwatch.skills.k8s.disruption;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.LabelSelector;
import dev.midwatch.skills.k8s.evidence.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The label selector of a budget. One that is not there selects nothing, an empty one everything. */
record BudgetSelector(Json selector) {
    boolean selects(Map<String, String> labels) {
        return selector.isPresent() && LabelSelector.of(selector).selects(labels);
    }

    /** The one label by which it misses pods that have all its others, or a value like it; empty if it misses by more. */
    String miss(Collection<Map<String, String>> pods) {
        Map<String, String> wanted = new TreeMap<>(selector.get("matchLabels").textMembers());
        for (Map.Entry<String, String> label : wanted.entrySet()) {
            List<String> values = pods.stream()
                    .filter(labels -> wanted.entrySet().stream()
                            .filter(other -> !other.getKey().equals(label.getKey()))
                            .allMatch(other -> other.getValue().equals(labels.get(other.getKey()))))
                    .map(labels -> labels.get(label.getKey()))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            String near = wanted.size() > 1 && !values.isEmpty()
                    ? values.get(0)
                    : NearestName.to(label.getValue(), values).orElse("");
            if (!near.isEmpty()) {
                return "it asks for %s=%s, the pods have %s=%s"
                        .formatted(label.getKey(), label.getValue(), label.getKey(), near);
            }
        }
        return "";
    }

    /** As people write it. */
    @Override
    public String toString() {
        Map<String, String> labels = new TreeMap<>(selector.get("matchLabels").textMembers());
        int more = selector.get("matchExpressions").items().size();
        return labels.toString().replaceAll("[{} ]", "") + (more == 0 ? "" : " and " + more + " expressions");
    }
}
