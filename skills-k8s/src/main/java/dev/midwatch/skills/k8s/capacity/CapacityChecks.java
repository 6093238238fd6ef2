package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of what there is against what is asked for and used. */
public final class CapacityChecks {
    private CapacityChecks() {}

    public static List<Check> all() {
        return List.of(new Quota(), new LimitRanges(), new NodeRoom(), new ContainerUse(), new RequestsFit());
    }
}
