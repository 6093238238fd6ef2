package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Instant;
import java.util.Optional;

/** What the checks of this package read of PersistentVolumes. */
final class VolumeFields {
    static final Permission PERMISSION = Permission.list(
            ResourceType.PERSISTENT_VOLUMES,
            "spec.claimRef.namespace",
            "spec.claimRef.name",
            "spec.persistentVolumeReclaimPolicy",
            "spec.csi.driver",
            "status.phase",
            "status.message",
            "status.lastPhaseTransitionTime");

    private VolumeFields() {}

    /** Since when it is in its phase; servers before 1.31 do not say, and then it is as old as the volume. */
    static Optional<Instant> phaseSince(KubeObject volume) {
        return volume.at("status.lastPhaseTransitionTime").time().or(volume::created);
    }

    static boolean saysSince(KubeObject volume) {
        return volume.at("status.lastPhaseTransitionTime").time().isPresent();
    }

    static ObjectRef claimOf(KubeObject volume) {
        return ObjectRef.of(
                ResourceType.PERSISTENT_VOLUME_CLAIMS,
                volume.at("spec.claimRef.namespace").text(),
                volume.at("spec.claimRef.name").text());
    }
}
