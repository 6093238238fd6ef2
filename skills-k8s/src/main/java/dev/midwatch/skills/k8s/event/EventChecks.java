package dev.midwatch.skills.k8s.event;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of events. */
public final class EventChecks {
    private EventChecks() {}

    public static List<Check> all() {
        return List.of(new WarningEvents());
    }
}
