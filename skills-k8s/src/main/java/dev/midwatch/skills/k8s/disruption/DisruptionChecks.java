package dev.midwatch.skills.k8s.disruption;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of disruption budgets. */
public final class DisruptionChecks {
    private DisruptionChecks() {}

    public static List<Check> all() {
        return List.of(new DisruptionBudgets());
    }
}
