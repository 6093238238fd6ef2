package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Claims that have lost their volume, and volumes that their provisioner does not take back. A volume kept on purpose is none. */
public final class VolumePhases implements Check {
    private static final String[] EVENTS = {"VolumeFailedDelete", "VolumeFailedRecycle"};

    @Override
    public String name() {
        return "volume-phases";
    }

    @Override
    public String description() {
        return "Claims that lost their volume and volumes that are not removed";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.PERSISTENT_VOLUME_CLAIMS, "spec.volumeName", "status.phase"),
                VolumeFields.PERMISSION,
                Warnings.PERMISSION,
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting(
                "after",
                Duration.ofMinutes(15),
                "how long the removal of a volume may take that nobody claims any more"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Warnings warnings = Warnings.visible(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject claim : context.cluster().list(ResourceType.PERSISTENT_VOLUME_CLAIMS)) {
            if (namespaces.keep(claim) && claim.at("status.phase").is("Lost")) {
                findings.add(lost(claim));
            }
        }
        for (KubeObject volume : context.cluster().list(ResourceType.PERSISTENT_VOLUMES)) {
            judge(context, volume, warnings).ifPresent(findings::add);
        }
        return findings;
    }

    private static Finding lost(KubeObject claim) {
        String volume = claim.at("spec.volumeName").text();
        return Finding.critical("PVCLost", claim)
                .summary("%s has lost its volume".formatted(claim))
                .cause(volume.isEmpty() ? "" : "the PersistentVolume %s is gone or bound elsewhere".formatted(volume))
                .look("kubectl -n %s describe pvc %s".formatted(claim.namespace(), claim.name()));
    }

    private static Optional<Finding> judge(CheckContext context, KubeObject volume, Warnings warnings) {
        boolean failed = volume.at("status.phase").is("Failed");
        boolean released = volume.at("status.phase").is("Released")
                && volume.at("spec.persistentVolumeReclaimPolicy").is("Delete");
        if (!failed && !released || !Age.reached(context, VolumeFields.phaseSince(volume), "after", volume)) {
            return Optional.empty();
        }
        Optional<Event> event = warnings.latest(volume.ref(), EVENTS);
        String said = event.map(Event::message)
                .map(OneLine::of)
                .orElse(OneLine.of(volume.at("status.message").text()));
        ObjectRef claim = VolumeFields.claimOf(volume);
        return Optional.of(Finding.warning("PVNotRemoved", volume)
                .causeClass(failed ? "failed" : "")
                .summary("%s of %s is released and is not removed"
                        .formatted(volume, claim.namespace() + "/" + claim.name()))
                .cause(said.isEmpty() ? silent(volume) : said)
                .since(VolumeFields.phaseSince(volume))
                .sustained(VolumeFields.saysSince(volume) ? Duration.ZERO : context.duration("after", volume))
                .look("kubectl describe pv " + volume.name()));
    }

    private static String silent(KubeObject volume) {
        String driver = volume.at("spec.csi.driver").text();
        return driver.isEmpty() ? "nothing says why" : "the driver %s has not answered".formatted(driver);
    }
}
