package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of volumes. */
public final class StorageChecks {
    private StorageChecks() {}

    public static List<Check> all() {
        return List.of(
                new PvcPending(),
                new VolumeUse(),
                new VolumePhases(),
                new ReleasedVolumes(),
                new StorageClassDefaults(),
                new ClaimResize(),
                new VolumeAttach());
    }
}
