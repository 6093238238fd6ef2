package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of pods and their containers. */
public final class PodChecks {
    private PodChecks() {}

    public static List<Check> all() {
        return List.of(
                new PodCrashLoop(),
                new MemoryStorm(),
                new PodImagePull(),
                new PodConfigError(),
                new PodStuckCreating(),
                new PodUnschedulable(),
                new PodNotReady(),
                new PodFailed(),
                new PodStuckTerminating());
    }
}
