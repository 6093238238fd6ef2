package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.object.Names;
import dev.midwatch.simulator.verb.DeleteOptions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rolls deployments out through replica sets. */
final class DeploymentController implements Reconciler {
    static final String HASH = "pod-template-hash";
    static final String REVISION = "deployment.kubernetes.io/revision";
    private static final Events.Source SOURCE = Events.Source.of("deployment-controller");
    private final Cluster cluster;
    private final Events events;
    private final DeploymentStatus status;
    private final Map<String, Hashed> hashes = new HashMap<>();

    /** What a deployment's template came to when it was read last. */
    private record Hashed(ObjectNode deployment, String hash) {}

    DeploymentController(Cluster cluster, Events events) {
        this.cluster = cluster;
        this.events = events;
        this.status = new DeploymentStatus(cluster);
    }

    @Override
    public Optional<Instant> reconcile() {
        Optional<Instant> next = Optional.empty();
        for (ObjectNode deployment : cluster.list("apps", "deployments", "")) {
            if (!Meta.deleting(deployment)) {
                next = Reconciler.earliest(next, reconcile(deployment));
            }
        }
        return next;
    }

    private Optional<Instant> reconcile(ObjectNode deployment) {
        List<ObjectNode> all = owned(deployment);
        String hash = hash(deployment);
        Optional<ObjectNode> present = all.stream()
                .filter(set -> Json.text(set, "metadata", "labels", HASH).equals(hash))
                .findFirst();
        boolean paused = Json.at(deployment, "spec", "paused").asBoolean();
        if (present.isEmpty() && !paused) {
            make(deployment, hash, all);
            return Optional.of(cluster.now());
        }
        if (present.isPresent()) {
            ObjectNode current = present.get();
            List<ObjectNode> old = all.stream().filter(set -> set != current).toList();
            renumber(deployment, current, all);
            if (!paused) {
                roll(deployment, current, old);
            } else {
                scale(deployment, current, replicas(deployment) - total(old));
            }
            forget(deployment, old);
            return status.update(deployment, current, old);
        }
        return Optional.empty();
    }

    private List<ObjectNode> owned(ObjectNode deployment) {
        return cluster.list("apps", "replicasets", Meta.namespace(deployment)).stream()
                .filter(set -> Meta.controlledBy(set, Meta.uid(deployment)) && !Meta.deleting(set))
                .sorted(Comparator.comparingLong(DeploymentController::revision))
                .toList();
    }

    private String hash(ObjectNode deployment) {
        Hashed known = hashes.get(Meta.uid(deployment));
        if (known == null || known.deployment != deployment) {
            known = new Hashed(deployment, templateHash(deployment));
            hashes.put(Meta.uid(deployment), known);
        }
        return known.hash;
    }

    private static String templateHash(ObjectNode deployment) {
        ObjectNode template = Json.at(deployment, "spec", "template").deepCopy();
        Json.child(template, "metadata", "labels").remove(HASH);
        return Names.hash(Json.canonical(template));
    }

    static long revision(JsonNode object) {
        String revision = Meta.annotation(object, REVISION);
        return revision.isEmpty() ? 0 : Long.parseLong(revision);
    }

    static int replicas(JsonNode object) {
        return Json.at(object, "spec", "replicas").asInt(1);
    }

    static int total(List<ObjectNode> sets) {
        return sets.stream().mapToInt(DeploymentController::replicas).sum();
    }

    static int available(List<ObjectNode> sets) {
        return sets.stream()
                .mapToInt(set -> Json.at(set, "status", "availableReplicas").asInt(0))
                .sum();
    }

    private void make(ObjectNode deployment, String hash, List<ObjectNode> all) {
        long revision =
                all.stream().mapToLong(DeploymentController::revision).max().orElse(0) + 1;
        ObjectNode set = Json.object();
        set.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
        ObjectNode metadata = set.putObject("metadata");
        metadata.put("name", Meta.name(deployment) + "-" + hash).put("namespace", Meta.namespace(deployment));
        ObjectNode spec = set.putObject("spec");
        spec.put("replicas", 0);
        ObjectNode template = Json.at(deployment, "spec", "template").deepCopy();
        Json.child(template, "metadata", "labels").put(HASH, hash);
        spec.set("template", template);
        ObjectNode selector = Json.at(deployment, "spec", "selector").deepCopy();
        Json.child(selector, "matchLabels").put(HASH, hash);
        spec.set("selector", selector);
        metadata.set("labels", Json.at(template, "metadata", "labels").deepCopy());
        ObjectNode annotations = metadata.putObject("annotations");
        annotations.put(REVISION, Long.toString(revision));
        annotations.put("deployment.kubernetes.io/desired-replicas", Integer.toString(replicas(deployment)));
        metadata.putArray("ownerReferences").add(Pods.ownerReference(deployment));
        cluster.create(set, "kube-controller-manager");
        setRevision(deployment, revision);
        status.progressed(deployment, "NewReplicaSetCreated", "Created new replica set \"" + Meta.name(set) + "\"");
    }

    /** A replica set used again (an undo) becomes the newest revision. */
    private void renumber(ObjectNode deployment, ObjectNode current, List<ObjectNode> all) {
        long newest =
                all.stream().mapToLong(DeploymentController::revision).max().orElse(1);
        long revision = revision(current) < newest ? newest + 1 : Math.max(1, newest);
        if (revision != revision(current)) {
            cluster.change(
                    "apps",
                    "replicasets",
                    Meta.namespace(current),
                    Meta.name(current),
                    set -> Json.child(set, "metadata", "annotations").put(REVISION, Long.toString(revision)));
        }
        setRevision(deployment, revision);
    }

    private void setRevision(ObjectNode deployment, long revision) {
        cluster.change(
                "apps",
                "deployments",
                Meta.namespace(deployment),
                Meta.name(deployment),
                object -> Json.child(object, "metadata", "annotations").put(REVISION, Long.toString(revision)));
    }

    private void roll(ObjectNode deployment, ObjectNode current, List<ObjectNode> old) {
        int desired = replicas(deployment);
        if (Json.text(deployment, "spec", "strategy", "type").equals("Recreate")) {
            old.forEach(set -> scale(deployment, set, 0));
            boolean gone = old.stream()
                    .allMatch(set -> Json.at(set, "status", "replicas").asInt(0) == 0);
            scale(deployment, current, gone ? desired : replicas(current));
            return;
        }
        int surge = share(Json.at(deployment, "spec", "strategy", "rollingUpdate", "maxSurge"), desired, true);
        int missing = share(Json.at(deployment, "spec", "strategy", "rollingUpdate", "maxUnavailable"), desired, false);
        if (surge == 0 && missing == 0) {
            missing = 1;
        }
        int total = replicas(current) + total(old);
        int room = desired + surge - total;
        if (replicas(current) > desired) {
            scale(deployment, current, desired);
        } else if (room > 0 && replicas(current) < desired) {
            scale(deployment, current, replicas(current) + Math.min(room, desired - replicas(current)));
        }
        shrink(deployment, current, old, desired - missing);
    }

    /** Takes old pods away: first those that do not work, then as many as may be missing. */
    private void shrink(ObjectNode deployment, ObjectNode current, List<ObjectNode> old, int least) {
        int fresh = replicas(current)
                - Json.at(current, "status", "availableReplicas").asInt(0);
        int removable = replicas(current) + total(old) - least - Math.max(0, fresh);
        int spare =
                available(old) + Json.at(current, "status", "availableReplicas").asInt(0) - least;
        for (ObjectNode set : old) {
            int broken =
                    replicas(set) - Json.at(set, "status", "availableReplicas").asInt(0);
            int byHealth = Math.min(Math.max(0, broken), Math.max(0, removable));
            int byRoom = Math.min(replicas(set) - byHealth, Math.max(0, spare));
            if (byHealth + byRoom > 0) {
                removable -= byHealth;
                spare -= byRoom;
                scale(deployment, set, replicas(set) - byHealth - byRoom);
            }
        }
    }

    static int share(JsonNode amount, int of, boolean up) {
        if (amount.isNumber()) {
            return amount.asInt();
        }
        String text = amount.asText("25%");
        double part = Integer.parseInt(text.replace("%", "")) * of / 100.0;
        return (int) (up ? Math.ceil(part) : Math.floor(part));
    }

    private void scale(ObjectNode deployment, ObjectNode set, int wanted) {
        int before = replicas(set);
        int after = Math.max(0, wanted);
        if (before == after) {
            return;
        }
        cluster.edit(
                "apps",
                "replicasets",
                Meta.namespace(set),
                Meta.name(set),
                object -> Json.child(object, "spec").put("replicas", after));
        String direction = after > before ? "up" : "down";
        events.normal(
                deployment,
                SOURCE,
                "ScalingReplicaSet",
                "Scaled " + direction + " replica set " + Meta.name(set) + " from " + before + " to " + after);
        status.progressed(deployment, "ReplicaSetUpdated", "ReplicaSet \"" + Meta.name(set) + "\" is progressing.");
    }

    private void forget(ObjectNode deployment, List<ObjectNode> old) {
        int limit = Json.at(deployment, "spec", "revisionHistoryLimit").asInt(10);
        List<ObjectNode> empty = old.stream()
                .filter(set ->
                        replicas(set) == 0 && Json.at(set, "status", "replicas").asInt(0) == 0)
                .toList();
        empty.stream()
                .limit(Math.max(0, empty.size() - limit))
                .forEach(set -> cluster.delete(
                        "apps", "replicasets", Meta.namespace(set), Meta.name(set), DeleteOptions.plain()));
    }
}
