package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import java.time.Duration;
import java.util.List;

/** Volumes kept after their claim was deleted: on purpose at first, and forgotten later. */
public final class ReleasedVolumes implements Check {
    @Override
    public String name() {
        return "released-volumes";
    }

    @Override
    public String description() {
        return "Volumes that nobody claims any more and that are kept";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(VolumeFields.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofDays(7), "how long a volume may be kept without a claim"));
    }

    @Override
    public boolean lint() {
        return true;
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        return context.cluster().list(ResourceType.PERSISTENT_VOLUMES).stream()
                .filter(volume -> volume.at("status.phase").is("Released")
                        && volume.at("spec.persistentVolumeReclaimPolicy").is("Retain")
                        && volume.deletionRequested().isEmpty())
                .filter(volume -> Age.reached(context, VolumeFields.phaseSince(volume), "after", volume))
                .map(ReleasedVolumes::finding)
                .toList();
    }

    private static Finding finding(KubeObject volume) {
        return Finding.info("PVReleased", volume)
                .summary("%s is kept, and its claim %s is gone"
                        .formatted(
                                volume,
                                VolumeFields.claimOf(volume).namespace() + "/"
                                        + VolumeFields.claimOf(volume).name()))
                .cause("its reclaim policy is Retain: no new claim gets it until its claimRef is removed")
                .since(VolumeFields.phaseSince(volume))
                .look("kubectl describe pv " + volume.name());
    }
}
