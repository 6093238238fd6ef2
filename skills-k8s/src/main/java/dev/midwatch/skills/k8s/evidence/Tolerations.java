package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.Json;
import java.util.List;

/** What taints of nodes a pod puts up with. */
public final class Tolerations {
    private final List<Json> tolerations;

    private Tolerations(List<Json> tolerations) {
        this.tolerations = tolerations;
    }

    /** Of the spec of a pod or of a template. */
    public static Tolerations of(Json podSpec) {
        return new Tolerations(podSpec.get("tolerations").items());
    }

    /** Whether one of them fits a taint of a node: an empty effect fits each, and an empty key with the operator Exists fits all. */
    public boolean allow(Json taint) {
        return tolerations.stream().anyMatch(toleration -> fits(toleration, taint));
    }

    private static boolean fits(Json toleration, Json taint) {
        boolean exists = toleration.get("operator").is("Exists");
        String key = toleration.get("key").text();
        String effect = toleration.get("effect").text();
        return (key.isEmpty() ? exists : taint.get("key").is(key))
                && (effect.isEmpty() || taint.get("effect").is(effect))
                && (exists
                        || taint.get("value")
                                .text()
                                .equals(toleration.get("value").text()));
    }
}
