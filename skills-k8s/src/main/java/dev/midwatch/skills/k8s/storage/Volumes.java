package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the summaries of kubelets say of claims and nodes. */
final class Volumes {
    private static final Json NOTHING = Json.of(null);

    private final Map<String, Json> ofNodes = new HashMap<>();
    private final Map<String, Json> ofClaims = new HashMap<>();

    private Volumes() {}

    /** A volume that is but a folder of its node's disk is left to the node; one that several nodes mount is the same on each. */
    static Volumes in(Map<String, Json> summaries) {
        Volumes all = new Volumes();
        summaries.forEach((node, summary) -> {
            Json disk = summary.at("node.fs");
            all.ofNodes.put(node, disk);
            for (Json pod : summary.get("pods").items()) {
                for (Json volume : pod.get("volume").items()) {
                    String claim = volume.at("pvcRef.name").text();
                    if (!claim.isEmpty() && !isFolder(volume, disk)) {
                        all.ofClaims.putIfAbsent(volume.at("pvcRef.namespace").text() + "/" + claim, volume);
                    }
                }
            }
        });
        return all;
    }

    private static boolean isFolder(Json volume, Json disk) {
        Optional<FileSystem> one = FileSystem.bytes(volume);
        Optional<FileSystem> other = FileSystem.bytes(disk);
        return one.isPresent() && other.isPresent() && one.get().isOfSameDisk(other.get());
    }

    Json ofNode(String name) {
        return ofNodes.getOrDefault(name, NOTHING);
    }

    Json of(KubeObject claim) {
        return ofClaims.getOrDefault(claim.namespace() + "/" + claim.name(), NOTHING);
    }
}
