package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A volume that exists on one node only, as local storage does: where that node cannot take the pod, none can. */
record PinnedVolume(String volume, String host, Optional<Place> place) {
    static List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.PERSISTENT_VOLUME_CLAIMS, "spec.volumeName"),
                Permission.list(ResourceType.PERSISTENT_VOLUMES, "spec.nodeAffinity"));
    }

    /** The first of the pod's volumes whose node does not take it as it is. */
    static Optional<PinnedVolume> of(CheckContext context, KubeObject pod, List<Place> places) {
        Inventory claims = Inventory.of(context, ResourceType.PERSISTENT_VOLUME_CLAIMS);
        Inventory volumes = Inventory.of(context, ResourceType.PERSISTENT_VOLUMES);
        if (places.isEmpty()) {
            return Optional.empty();
        }
        return pod.at("spec.volumes").items().stream()
                .map(volume -> volume.at("persistentVolumeClaim.claimName").text())
                .flatMap(name -> claims.find(pod.namespace(), name).stream())
                .flatMap(claim -> volumes.find("", claim.at("spec.volumeName").text()).stream())
                .flatMap(volume -> host(volume).map(host -> pinned(volume, host, places)))
                .findFirst();
    }

    private static PinnedVolume pinned(KubeObject volume, String host, List<Place> places) {
        return new PinnedVolume(
                volume.name(),
                host,
                places.stream().filter(place -> place.hostname().equals(host)).findFirst());
    }

    /** The one node it may be used on. */
    private static Stream<String> host(KubeObject volume) {
        List<String> hosts = volume.at("spec.nodeAffinity.required.nodeSelectorTerms").items().stream()
                .flatMap(term -> term.get("matchExpressions").items().stream())
                .filter(expression -> expression.get("key").is("kubernetes.io/hostname"))
                .flatMap(expression -> expression.get("values").items().stream())
                .map(Json::text)
                .distinct()
                .toList();
        return hosts.size() == 1 ? hosts.stream() : Stream.empty();
    }

    String words() {
        String node = place.map(Place::name).orElse(host);
        String why = place.isEmpty()
                ? "which is not there any more"
                : !place.get().isReady()
                        ? "which is not ready"
                        : place.get().isCordoned() ? "which is closed to new pods" : "which does not take the pod";
        return "its volume %s is on %s, %s".formatted(volume, node, why);
    }

    List<ObjectRef> explains() {
        return place.filter(node -> !node.isReady() || node.isCordoned())
                .map(node -> List.of(node.ref()))
                .orElse(List.of());
    }
}
