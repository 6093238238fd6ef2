package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.object.Quantity;
import java.util.Optional;

/**
 * What kubelets measure of file systems ({@code stats/summary}): of nodes and claims, a third in use, unless an annotation on the Node or
 * the claim says which share.
 */
public final class Disks {
    /** On a Node or a claim: the share of its bytes in use, {@code "0.97"}. */
    public static final String USED = "simulator.midwatch.dev/used";

    /** On a Node or a claim: the share of its inodes in use. */
    public static final String INODES_USED = "simulator.midwatch.dev/inodes-used";

    private static final double USUAL = 0.33;
    private static final long DISK = 100L << 30;
    private static final long BYTES_PER_INODE = 16_384;
    private final Cluster cluster;

    Disks(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Empty of a node that is not ready: nobody answers there. */
    public Optional<ObjectNode> summary(String name) {
        return cluster.find("", "nodes", "", name)
                .filter(node -> Conditions.isTrue(node, "Ready"))
                .map(this::summary);
    }

    private ObjectNode summary(ObjectNode node) {
        ObjectNode summary = Json.object();
        ObjectNode about = summary.putObject("node").put("nodeName", Meta.name(node));
        fileSystem(about.putObject("fs"), node, DISK);
        ArrayNode pods = summary.putArray("pods");
        for (ObjectNode pod : cluster.list("", "pods", "")) {
            if (Json.text(pod, "spec", "nodeName").equals(Meta.name(node))) {
                volumes(pods, pod);
            }
        }
        return summary;
    }

    private void volumes(ArrayNode pods, ObjectNode pod) {
        ObjectNode stats = pods.addObject();
        stats.putObject("podRef")
                .put("name", Meta.name(pod))
                .put("namespace", Meta.namespace(pod))
                .put("uid", Meta.uid(pod));
        ArrayNode volumes = stats.putArray("volume");
        for (JsonNode volume : Json.at(pod, "spec", "volumes")) {
            String claim = Json.text(volume, "persistentVolumeClaim", "claimName");
            cluster.find("", "persistentvolumeclaims", Meta.namespace(pod), claim)
                    .filter(found -> Json.text(found, "status", "phase").equals("Bound"))
                    .ifPresent(found ->
                            volume(volumes.addObject(), volume.path("name").asText(), found));
        }
    }

    private void volume(ObjectNode stats, String name, ObjectNode claim) {
        stats.put("name", name);
        stats.putObject("pvcRef").put("name", Meta.name(claim)).put("namespace", Meta.namespace(claim));
        fileSystem(stats, claim, Quantity.whole(Json.text(claim, "status", "capacity", "storage")));
    }

    private void fileSystem(ObjectNode stats, ObjectNode object, long capacity) {
        long used = (long) (capacity * share(object, USED));
        long inodes = capacity / BYTES_PER_INODE;
        long inodesUsed = (long) (inodes * share(object, INODES_USED));
        stats.put("time", Meta.time(cluster.now()))
                .put("availableBytes", capacity - used)
                .put("capacityBytes", capacity)
                .put("usedBytes", used)
                .put("inodesFree", inodes - inodesUsed)
                .put("inodes", inodes)
                .put("inodesUsed", inodesUsed);
    }

    private static double share(ObjectNode object, String annotation) {
        String said = Meta.annotation(object, annotation);
        return said.isEmpty() ? USUAL : Double.parseDouble(said);
    }
}
