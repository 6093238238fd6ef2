package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.skills.k8s.change.ChangeBeside;
import java.util.List;

/** The checks of pods and their containers. */
public final class PodChecks {
    private PodChecks() {}

    public static List<Check> all() {
        return List.of(
                ChangeBeside.of(new PodCrashLoop()),
                new MemoryStorm(),
                ChangeBeside.of(new PodImagePull()),
                new PodConfigError(),
                new PodStuckCreating(),
                new PodUnschedulable(),
                ChangeBeside.of(new PodNotReady()),
                new PodFailed(),
                new PodStuckTerminating());
    }
}
