package dev.midwatch.simulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Rows of claims, volumes and their classes. */
final class StorageRows {
    private StorageRows() {}

    static void claim(Row row) {
        boolean bound = !row.text("spec", "volumeName").isEmpty();
        row.add(row.at("metadata").has("deletionTimestamp") ? "Terminating" : row.text("status", "phase"))
                .add(row.text("spec", "volumeName"))
                .add(bound ? row.text("status", "capacity", "storage") : "")
                .add(bound ? modes(row.at("status", "accessModes")) : "")
                .add(row.text("spec", "storageClassName"))
                .add("<unset>")
                .add(row.age())
                .add(row.text("spec", "volumeMode"));
    }

    static void volume(Row row) {
        JsonNode claim = row.at("spec", "claimRef");
        row.add(row.text("spec", "capacity", "storage"))
                .add(modes(row.at("spec", "accessModes")))
                .add(row.text("spec", "persistentVolumeReclaimPolicy"))
                .add(row.at("metadata").has("deletionTimestamp") ? "Terminating" : row.text("status", "phase"))
                .add(
                        claim.isObject()
                                ? claim.path("namespace").asText() + "/"
                                        + claim.path("name").asText()
                                : "")
                .add(row.text("spec", "storageClassName"))
                .add("<unset>")
                .add(row.text("status", "reason"))
                .add(row.age())
                .add(row.text("spec", "volumeMode"));
    }

    static void storageClass(Row row) {
        boolean standard = row.at("metadata", "annotations", "storageclass.kubernetes.io/is-default-class")
                .asText()
                .equals("true");
        if (standard) {
            row.cells().set(0, row.text("metadata", "name") + " (default)");
        }
        row.add(row.text("provisioner"))
                .add(row.text("reclaimPolicy"))
                .add(row.text("volumeBindingMode"))
                .add(row.at("allowVolumeExpansion").asBoolean())
                .add(row.age());
    }

    static void attachment(Row row) {
        row.add(row.text("spec", "attacher"))
                .add(row.text("spec", "source", "persistentVolumeName"))
                .add(row.text("spec", "nodeName"))
                .add(row.at("status", "attached").asBoolean())
                .add(row.age());
    }

    private static String modes(JsonNode modes) {
        List<String> shown = new ArrayList<>();
        for (JsonNode mode : modes) {
            shown.add(
                    switch (mode.asText()) {
                        case "ReadWriteOnce" -> "RWO";
                        case "ReadOnlyMany" -> "ROX";
                        case "ReadWriteMany" -> "RWX";
                        case "ReadWriteOncePod" -> "RWOP";
                        default -> mode.asText();
                    });
        }
        return String.join(",", shown);
    }
}
