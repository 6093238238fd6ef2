package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.object.Names;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs numbered pods with claims of their own, one after the other. */
final class StatefulSetController implements Reconciler {
    private static final String NAME = "statefulset-controller";
    private static final String REVISION = "controller-revision-hash";
    private final Cluster cluster;
    private final Pods pods;
    private final TemplateHistory history;

    StatefulSetController(Cluster cluster, Events events) {
        this.cluster = cluster;
        this.pods = new Pods(cluster, events);
        this.history = new TemplateHistory(cluster);
    }

    @Override
    public Optional<Instant> reconcile() {
        for (ObjectNode set : cluster.list("apps", "statefulsets", "")) {
            if (!Meta.deleting(set)) {
                reconcile(set);
            }
        }
        return Optional.empty();
    }

    private void reconcile(ObjectNode set) {
        String hash = Names.hash(Json.canonical(Json.at(set, "spec", "template")));
        String revision = Meta.name(set) + "-" + hash;
        history.keep(set, revision, hash);
        int wanted = DeploymentController.replicas(set);
        boolean parallel = Json.text(set, "spec", "podManagementPolicy").equals("Parallel");
        boolean steady = true;
        for (int i = 0; i < wanted && (steady || parallel); i++) {
            steady &= keep(set, i, revision);
        }
        for (ObjectNode pod : pods.active(set)) {
            if (ordinal(pod) >= wanted) {
                pods.delete(set, pod, NAME);
            }
        }
        if (steady) {
            replaceOutdated(set, revision);
        }
        writeStatus(set, revision);
    }

    private boolean keep(ObjectNode set, int ordinal, String revision) {
        String name = Meta.name(set) + "-" + ordinal;
        Optional<ObjectNode> pod = cluster.find("", "pods", Meta.namespace(set), name);
        if (pod.isEmpty()) {
            claims(set, ordinal);
            pods.create(set, Json.at(set, "spec", "template"), NAME, made -> finish(made, set, ordinal, revision));
            return false;
        }
        return Pods.ready(pod.get()) && !Meta.deleting(pod.get());
    }

    private static void finish(ObjectNode pod, ObjectNode set, int ordinal, String revision) {
        ObjectNode metadata = Meta.of(pod);
        String name = Meta.name(set) + "-" + ordinal;
        metadata.put("name", name);
        Json.child(metadata, "labels")
                .put(REVISION, revision)
                .put("apps.kubernetes.io/pod-index", Integer.toString(ordinal))
                .put("statefulset.kubernetes.io/pod-name", name);
        ObjectNode spec = Json.child(pod, "spec");
        spec.put("hostname", name);
        String service = Json.text(set, "spec", "serviceName");
        if (!service.isEmpty()) {
            spec.put("subdomain", service);
        }
        for (JsonNode template : Json.at(set, "spec", "volumeClaimTemplates")) {
            ObjectNode volume = Json.childArray(spec, "volumes").addObject();
            volume.put("name", Meta.name(template));
            volume.putObject("persistentVolumeClaim").put("claimName", Meta.name(template) + "-" + name);
        }
    }

    private void claims(ObjectNode set, int ordinal) {
        for (JsonNode template : Json.at(set, "spec", "volumeClaimTemplates")) {
            String name = Meta.name(template) + "-" + Meta.name(set) + "-" + ordinal;
            if (cluster.find("", "persistentvolumeclaims", Meta.namespace(set), name)
                    .isEmpty()) {
                ObjectNode claim = Json.object();
                claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
                ObjectNode metadata = claim.putObject("metadata");
                metadata.put("name", name).put("namespace", Meta.namespace(set));
                metadata.set(
                        "labels",
                        Json.at(set, "spec", "selector", "matchLabels").deepCopy());
                claim.set("spec", template.path("spec").deepCopy());
                cluster.create(claim, "kube-controller-manager");
            }
        }
    }

    /** From the highest number down, one at a time. */
    private void replaceOutdated(ObjectNode set, String revision) {
        if (!Json.text(set, "spec", "updateStrategy", "type").equals("RollingUpdate")) {
            return;
        }
        pods.active(set).stream()
                .filter(pod -> !Json.text(pod, "metadata", "labels", REVISION).equals(revision))
                .max(Comparator.comparingInt(StatefulSetController::ordinal))
                .ifPresent(pod -> pods.delete(set, pod, NAME));
    }

    private static int ordinal(JsonNode pod) {
        String name = Meta.name(pod);
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    private void writeStatus(ObjectNode set, String revision) {
        List<ObjectNode> active = pods.active(set);
        int ready = (int) active.stream().filter(Pods::ready).count();
        int updated = (int) active.stream()
                .filter(pod -> Json.text(pod, "metadata", "labels", REVISION).equals(revision))
                .count();
        cluster.change("apps", "statefulsets", Meta.namespace(set), Meta.name(set), object -> {
            ObjectNode status = Json.child(object, "status");
            status.put("observedGeneration", Meta.generation(object)).put("replicas", active.size());
            DeploymentStatus.count(status, "readyReplicas", ready);
            status.put("availableReplicas", ready);
            DeploymentStatus.count(status, "updatedReplicas", updated);
            status.put("updateRevision", revision).put("collisionCount", 0);
            boolean done = updated == DeploymentController.replicas(object) && ready == updated;
            if (done || !status.has("currentRevision")) {
                status.put("currentRevision", revision);
            }
            int current = (int) active.stream()
                    .filter(pod -> Json.text(pod, "metadata", "labels", REVISION)
                            .equals(status.path("currentRevision").asText()))
                    .count();
            DeploymentStatus.count(status, "currentReplicas", current);
        });
    }
}
