package dev.midwatch.skills.k8s.event;

import java.util.Set;

/** What kind of trouble an event reason belongs to. */
enum EventGroup {
    VOLUME(
            "volumes",
            "FailedMount",
            "FailedAttachVolume",
            "FailedMapVolume",
            "FailedDetachVolume",
            "FailedUnMount",
            "VolumeResizeFailed",
            "FileSystemResizeFailed",
            "ProvisioningFailed",
            "FailedBinding",
            "VolumeFailedDelete",
            "VolumeFailedRecycle"),
    PROBE("probes", "Unhealthy", "ProbeWarning", "ProbeError"),
    SCHEDULING("scheduling", "FailedScheduling", "Preempted", "NotTriggerScaleUp", "FailedBinding"),
    SCALE(
            "scaling",
            "FailedGetScale",
            "FailedGetResourceMetric",
            "FailedGetExternalMetric",
            "FailedComputeMetricsReplicas",
            "FailedRescale",
            "FailedUpdateScale",
            "ReplicaSetCreateError",
            "InvalidSelector"),
    NODE(
            "node health",
            "NodeNotReady",
            "NodeNotSchedulable",
            "Rebooted",
            "SystemOOM",
            "FreeDiskSpaceFailed",
            "ImageGCFailed",
            "EvictionThresholdMet",
            "InvalidDiskCapacity",
            "ContainerGCFailed",
            "KubeletSetupFailed",
            "NodeHasDiskPressure",
            "NodeHasInsufficientMemory",
            "CIDRNotAvailable",
            "TaintManagerEviction"),
    POLICY(
            "policy",
            "FailedCreate",
            "PolicyViolation",
            "FailedValidation",
            "FailedAdmission",
            "AdmissionFailed",
            "Forbidden"),
    POD(
            "pod life",
            "Failed",
            "BackOff",
            "FailedCreatePodSandBox",
            "FailedKillPod",
            "FailedSync",
            "NetworkNotReady",
            "Evicted",
            "FailedPostStartHook",
            "FailedPreStopHook",
            "ExceededGracePeriod",
            "InspectFailed",
            "ErrImageNeverPull",
            "DNSConfigForming"),
    OTHER("other");

    private final String words;
    private final Set<String> reasons;

    EventGroup(String words, String... reasons) {
        this.words = words;
        this.reasons = Set.of(reasons);
    }

    static EventGroup of(String reason) {
        for (EventGroup group : values()) {
            if (group.reasons.contains(reason)) {
                return group;
            }
        }
        return OTHER;
    }

    /** For a summary: {@code volumes}. */
    String words() {
        return words;
    }
}
