package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Inventory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which volume is attached where, and whose it is. */
final class Attachments {
    private final List<KubeObject> all;
    private final Inventory volumes;
    private final Inventory nodes;

    private Attachments(List<KubeObject> all, Inventory volumes, Inventory nodes) {
        this.all = all;
        this.volumes = volumes;
        this.nodes = nodes;
    }

    static Attachments of(CheckContext context) throws ClusterException {
        return new Attachments(
                context.cluster().list(ResourceType.VOLUME_ATTACHMENTS),
                Inventory.of(context, ResourceType.PERSISTENT_VOLUMES),
                Inventory.of(context, ResourceType.NODES));
    }

    /** A folder of a node or a share of the network is mounted and never attached: then there is nothing to ask for. */
    static boolean mayBe(CheckContext context) throws ClusterException {
        return !context.cluster().sees(ResourceType.PERSISTENT_VOLUMES, "")
                || context.cluster().list(ResourceType.PERSISTENT_VOLUMES).stream()
                        .anyMatch(volume -> !volume.at("spec.csi.driver").text().isEmpty());
    }

    List<KubeObject> failing() {
        return all.stream()
                .filter(one -> one.at("status.attachError").isPresent()
                        || one.at("status.detachError").isPresent())
                .toList();
    }

    /** The attachment of a volume that is there already, the oldest by name. */
    Optional<KubeObject> attached(String volume) {
        return all.stream()
                .filter(one -> one.at("spec.source.persistentVolumeName").is(volume))
                .min(Comparator.comparing(KubeObject::name));
    }

    Optional<ObjectRef> claimOf(String volume) {
        return volumes.find("", volume)
                .map(VolumeFields::claimOf)
                .filter(claim -> !claim.name().isEmpty());
    }

    boolean isDown(String node) {
        return nodes.find("", node)
                .filter(found ->
                        found.condition("Ready").filter(Condition::isTrue).isEmpty())
                .isPresent();
    }

    /** For what a finding depends on. */
    List<ObjectRef> downNode(String node) {
        return isDown(node) ? List.of(ObjectRef.of(ResourceType.NODES, "", node)) : List.of();
    }
}
