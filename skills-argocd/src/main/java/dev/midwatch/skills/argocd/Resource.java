package dev.midwatch.skills.argocd;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.kube.ObjectRef;

/** An object that an application owns, as its {@code status.resources} tells of it. */
record Resource(Json json) {
    ObjectRef ref() {
        String group = json.get("group").text();
        String version = json.get("version").text();
        return new ObjectRef(
                group.isEmpty() ? version : group + "/" + version,
                json.get("kind").text(),
                json.get("namespace").text(),
                json.get("name").text(),
                "");
    }

    /** Empty where Argo CD has no opinion, or does not tell it here. */
    String health() {
        return json.at("health.status").text();
    }

    boolean unhealthy() {
        return !health().isEmpty() && !health().equals("Healthy");
    }

    boolean outOfSync() {
        return json.get("status").is("OutOfSync");
    }

    /** Git has it no more; a sync leaves it unless it is told to prune. */
    boolean requiresPruning() {
        return json.get("requiresPruning").isTrue();
    }

    /** {@code Deployment shop/web: Degraded, 1 of 2 replicas are available}. */
    String describeHealth() {
        String message = OneLine.of(json.at("health.message").text());
        return ref() + ": " + health() + (message.isEmpty() ? "" : ", " + message);
    }
}
