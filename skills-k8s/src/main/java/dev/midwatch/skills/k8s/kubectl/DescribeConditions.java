package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The conditions of an object as a table; columns that are empty throughout are left out. */
final class DescribeConditions {
    private DescribeConditions() {}

    static void write(KubeObject object, Description text) {
        List<Condition> conditions = object.conditions();
        if (conditions.isEmpty()) {
            return;
        }
        boolean told = conditions.stream()
                .anyMatch(condition ->
                        !condition.reason().isEmpty() || !condition.message().isEmpty());
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(told, "Type", "Status", "Since", "Reason", "Message"));
        for (Condition condition : conditions) {
            rows.add(row(
                    told,
                    condition.type(),
                    condition.status(),
                    condition.since().map(Instant::toString).orElse("-"),
                    condition.reason(),
                    condition.message()));
        }
        text.heading(0, "Conditions").table(1, rows);
    }

    private static List<String> row(boolean told, String... cells) {
        return List.of(cells).subList(0, told ? cells.length : 3);
    }
}
