package dev.midwatch.skills.k8s.lifecycle;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of how objects come and go. */
public final class LifecycleChecks {
    private LifecycleChecks() {}

    public static List<Check> all() {
        return List.of(new NamespaceTerminating());
    }
}
