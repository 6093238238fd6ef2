package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gives claims of an existing storage class a volume: at once, or when their first pod has a node. */
final class VolumeBinder implements Reconciler {
    private static final Events.Source SOURCE = Events.Source.of("persistentvolume-controller");
    private static final Duration RETRY = Duration.ofMinutes(2);
    private final Cluster cluster;
    private final Events events;
    private final Map<String, Instant> told = new HashMap<>();

    VolumeBinder(Cluster cluster, Events events) {
        this.cluster = cluster;
        this.events = events;
    }

    static boolean waits(Cluster cluster, JsonNode claim) {
        return cluster.find("storage.k8s.io", "storageclasses", "", Json.text(claim, "spec", "storageClassName"))
                .filter(type -> type.path("volumeBindingMode").asText().equals("WaitForFirstConsumer"))
                .isPresent();
    }

    @Override
    public Optional<Instant> reconcile() {
        Optional<Instant> next = Optional.empty();
        for (ObjectNode claim : cluster.list("", "persistentvolumeclaims", "")) {
            if (Json.text(claim, "status", "phase").equals("Pending")) {
                next = Reconciler.earliest(next, bind(claim));
            }
        }
        return next;
    }

    private Optional<Instant> bind(ObjectNode claim) {
        useDefaultClass(claim);
        String type = Json.text(claim, "spec", "storageClassName");
        Optional<ObjectNode> storage = cluster.find("storage.k8s.io", "storageclasses", "", type);
        if (storage.isEmpty()) {
            return tell(
                    claim, "Warning", "ProvisioningFailed", "storageclass.storage.k8s.io \"" + type + "\" not found");
        }
        if (waits(cluster, claim) && !isConsumed(claim)) {
            return tell(
                    claim, "Normal", "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
        }
        provision(claim, storage.get());
        return Optional.empty();
    }

    private void useDefaultClass(ObjectNode claim) {
        if (Json.at(claim, "spec").has("storageClassName")) {
            return;
        }
        cluster.list("storage.k8s.io", "storageclasses", "").stream()
                .filter(type -> Meta.annotation(type, "storageclass.kubernetes.io/is-default-class")
                        .equals("true"))
                .findFirst()
                .ifPresent(type -> cluster.change(
                        "",
                        "persistentvolumeclaims",
                        Meta.namespace(claim),
                        Meta.name(claim),
                        object -> Json.child(object, "spec").put("storageClassName", Meta.name(type))));
    }

    private Optional<Instant> tell(ObjectNode claim, String type, String reason, String message) {
        Instant last = told.getOrDefault(Meta.uid(claim), Instant.MIN);
        if (last.equals(Instant.MIN) || !last.plus(RETRY).isAfter(cluster.now())) {
            told.put(Meta.uid(claim), cluster.now());
            events.record(claim, "", SOURCE, type, reason, message);
        }
        return Optional.of(told.get(Meta.uid(claim)).plus(RETRY));
    }

    private boolean isConsumed(ObjectNode claim) {
        return cluster.list("", "pods", Meta.namespace(claim)).stream()
                .filter(pod -> !Json.text(pod, "spec", "nodeName").isEmpty())
                .anyMatch(pod -> Json.objects(Json.at(pod, "spec", "volumes")).stream()
                        .anyMatch(volume -> Json.text(volume, "persistentVolumeClaim", "claimName")
                                .equals(Meta.name(claim))));
    }

    private void provision(ObjectNode claim, ObjectNode storage) {
        String name = "pvc-" + Meta.uid(claim);
        ObjectNode volume = Json.object();
        volume.put("apiVersion", "v1").put("kind", "PersistentVolume");
        volume.putObject("metadata")
                .put("name", name)
                .putObject("annotations")
                .put(
                        "pv.kubernetes.io/provisioned-by",
                        storage.path("provisioner").asText());
        ObjectNode spec = volume.putObject("spec");
        JsonNode wanted = Json.at(claim, "spec", "resources", "requests");
        spec.set("capacity", wanted.deepCopy());
        spec.set("accessModes", Json.at(claim, "spec", "accessModes").deepCopy());
        spec.putObject("claimRef")
                .put("kind", "PersistentVolumeClaim")
                .put("apiVersion", "v1")
                .put("namespace", Meta.namespace(claim))
                .put("name", Meta.name(claim))
                .put("uid", Meta.uid(claim));
        spec.put("persistentVolumeReclaimPolicy", storage.path("reclaimPolicy").asText("Delete"));
        spec.put("storageClassName", Meta.name(storage));
        spec.putObject("hostPath")
                .put("path", "/var/lib/rancher/k3s/storage/" + name)
                .put("type", "DirectoryOrCreate");
        volume.putObject("status").put("phase", "Bound");
        cluster.load(volume);
        cluster.change("", "persistentvolumeclaims", Meta.namespace(claim), Meta.name(claim), object -> {
            Json.child(object, "spec").put("volumeName", name);
            ObjectNode status = Json.child(object, "status");
            status.put("phase", "Bound");
            status.set("accessModes", Json.at(claim, "spec", "accessModes").deepCopy());
            status.set("capacity", wanted.deepCopy());
        });
        events.normal(
                claim,
                Events.Source.of("rancher.io/local-path"),
                "ProvisioningSucceeded",
                "Successfully provisioned volume " + name);
    }
}
