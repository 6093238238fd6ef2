package dev.midwatch.skills.k8s.event;

import java.util.Set;

/** What kind of trouble an event reason belongs to. */
enum EventGroup {
    VOLUME("volumes", """
            FailedMount FailedAttachVolume FailedMapVolume FailedUnmapDevice FailedDetachVolume FailedUnMount
            AlreadyMountedVolume VolumeResizeFailed FileSystemResizeFailed ExternalExpanding ProvisioningFailed
            ProvisioningCleanupFailed FailedBinding VolumeFailedDelete VolumeFailedRecycle VolumeMismatch
            VolumeConditionAbnormal SnapshotCreationFailed SnapshotContentCreationFailed"""),
    PROBE("probes", "Unhealthy ProbeWarning ProbeError"),
    SCHEDULING("scheduling", """
            FailedScheduling Preempted Preempting NotTriggerScaleUp FailedToScaleUpGroup ScaleUpTimedOut FailedPlacement
            FailedDaemonPod OutOfcpu OutOfmemory OutOfpods UnexpectedAdmissionError"""),
    SCALE("scaling", """
            FailedGetScale FailedGetResourceMetric FailedGetContainerResourceMetric FailedGetPodsMetric
            FailedGetObjectMetric FailedGetExternalMetric FailedComputeMetricsReplicas FailedRescale FailedUpdateScale
            FailedUpdateStatus FailedConvertHPA InvalidMetricSourceType InvalidSelector SelectorRequired AmbiguousSelector
            ReplicaSetCreateError KEDAScalerFailed ScaledObjectCheckFailed"""),
    NODE("node health", """
            NodeNotReady NodeNotSchedulable Rebooted SystemOOM OOMKilling FreeDiskSpaceFailed ImageGCFailed
            EvictionThresholdMet InvalidDiskCapacity ContainerGCFailed KubeletSetupFailed NodeHasDiskPressure
            NodeHasInsufficientMemory NodeHasInsufficientPID FailedNodeAllocatableEnforcement CIDRNotAvailable
            CIDRAssignmentFailed TaintManagerEviction TaskHung KernelOops KernelDeadlock ReadonlyFilesystem
            FilesystemIsReadOnly Ext4Error IOError MemoryReadError"""),
    POLICY("policy", """
            FailedCreate FailedDelete PolicyViolation PolicyError FailedValidation FailedAdmission AdmissionFailed
            Forbidden SysctlForbidden AppArmor NoPods NoControllers MultiplePodDisruptionBudgets
            CalculateExpectedPodCountFailed OwnerRefInvalidNamespace"""),
    NETWORK("services", """
            SyncLoadBalancerFailed UnAvailableLoadBalancer CreatingLoadBalancerFailed DeletingLoadBalancerFailed
            FailedToUpdateEndpoint FailedToCreateEndpoint FailedToUpdateEndpointSlices TopologyAwareHintsDisabled
            PortAlreadyAllocated PortNotAllocated ClusterIPAlreadyAllocated ClusterIPNotAllocated ClusterIPOutOfRange"""),
    POD("pod life", """
            Failed BackOff FailedCreatePodSandBox FailedPodSandBoxStatus FailedCreatePodContainer FailedKillPod FailedSync
            NetworkNotReady Evicted FailedPostStartHook FailedPreStopHook ExceededGracePeriod InspectFailed
            ErrImageNeverPull DNSConfigForming FailedPrepareDynamicResources FailedInPlacePodResize ResizeInfeasible
            BackoffLimitExceeded DeadlineExceeded MissSchedule TooManyMissedTimes FailedNeedsStart UnexpectedJob"""),
    OTHER("other", "");

    private final String words;
    private final Set<String> reasons;

    EventGroup(String words, String reasons) {
        this.words = words;
        this.reasons = Set.of(reasons.split("\\s+"));
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
