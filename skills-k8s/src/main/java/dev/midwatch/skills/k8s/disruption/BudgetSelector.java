package dev.midwatch.skills.k8s.disruption;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.LabelSelector;
import java.util.Map;
import java.util.TreeMap;

/** The label selector of a budget. One that is not there selects nothing, an empty one everything. */
record BudgetSelector(Json selector) {
    boolean selects(Map<String, String> labels) {
        return selector.isPresent() && LabelSelector.of(selector).selects(labels);
    }

    /** As people write it. */
    @Override
    public String toString() {
        Map<String, String> labels = new TreeMap<>(selector.get("matchLabels").textMembers());
        int more = selector.get("matchExpressions").items().size();
        return labels.toString().replaceAll("[{} ]", "") + (more == 0 ? "" : " and " + more + " expressions");
    }
}
