package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.KubeObject;
import java.time.Instant;
import java.util.Optional;

/** Whether a condition has lasted long enough to be told: what may be a passing state is given time. */
public final class Age {
    private Age() {}

    /** Whether the moment is as long ago as the setting asks; of an unknown moment, yes. */
    public static boolean reached(CheckContext context, Optional<Instant> moment, String setting, KubeObject about) {
        return moment.filter(since -> context.age(since).compareTo(context.duration(setting, about)) < 0)
                .isEmpty();
    }
}
