package dev.midwatch.core.action;

import dev.midwatch.api.kube.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an object is to be, without what the cluster reports of it. As long as it is the same, nobody has changed the object. */
final class DesiredState {
    private static final List<String> OF_METADATA = List.of("uid", "labels", "ownerReferences", "deletionTimestamp");

    private DesiredState() {}

    /** SHA-256 over all but status and bookkeeping. */
    static String digest(KubeObject object) {
        Map<String, Object> desired = new TreeMap<>();
        object.json().members().forEach((key, value) -> {
            if (!key.equals("metadata") && !key.equals("status")) {
                desired.put(key, value.raw());
            }
        });
        OF_METADATA.forEach(key ->
                desired.put("metadata." + key, object.at("metadata").get(key).raw()));
        return ActionJson.sha256(ActionJson.text(desired));
    }
}
