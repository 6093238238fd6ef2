package dev.midwatch.skills.k8s.autoscaling;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of autoscaling. */
public final class AutoscalingChecks {
    private AutoscalingChecks() {}

    public static List<Check> all() {
        return List.of(new HorizontalAutoscaling());
    }
}
