package dev.midwatch.skills.k8s.pod;

import java.util.Set;

/** What the kubelet says a container waits for, by the check that tells it; each wait is told by one check only. */
final class Waits {
    static final String CRASH_LOOP = "CrashLoopBackOff";
    static final Set<String> IMAGE = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable");
    static final Set<String> CONFIGURATION = Set.of(
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "StartError",
            "PreCreateHookError",
            "PreStartHookError",
            "PostStartHookError");
    static final Set<String> BEGINNING = Set.of("ContainerCreating", "PodInitializing");

    private Waits() {}

    /** Whether a check of its own tells that wait. */
    static boolean isTold(String reason) {
        return reason.equals(CRASH_LOOP) || IMAGE.contains(reason) || CONFIGURATION.contains(reason);
    }
}
