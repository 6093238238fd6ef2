package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.controller.Cluster;
import dev.midwatch.simulator.controller.Conditions;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Duration;
import java.util.function.Consumer;

/** What Argo CD and cert-manager would write when something is wrong. */
final class ProductSteps {
    private final Cluster cluster;

    ProductSteps(Cluster cluster) {
        this.cluster = cluster;
    }

    void application(JsonNode given) {
        String now = Meta.time(cluster.now());
        change(
                "argoproj.io",
                "applications",
                "argocd",
                given.path("application").asText(),
                object -> {
                    ObjectNode status = Json.child(object, "status");
                    if (given.has("sync")) {
                        Json.child(status, "sync")
                                .put("status", given.path("sync").asText());
                    }
                    if (given.has("health")) {
                        Json.child(status, "health")
                                .put("status", given.path("health").asText())
                                .put("lastTransitionTime", now);
                    }
                    if (given.has("message")) {
                        Json.child(status, "operationState")
                                .put("phase", "Failed")
                                .put("message", given.path("message").asText())
                                .put("startedAt", now)
                                .put("finishedAt", now);
                        ObjectNode condition = status.putArray("conditions").addObject();
                        condition
                                .put("type", "SyncError")
                                .put("message", given.path("message").asText())
                                .put("lastTransitionTime", now);
                    }
                    status.put("reconciledAt", now);
                });
    }

    void certificate(JsonNode given) {
        String[] name = given.path("certificate").asText().split("/");
        change("cert-manager.io", "certificates", name[0], name[1], object -> {
            ObjectNode status = Json.child(object, "status");
            Spans.parse(given.path("expires-in").asText())
                    .ifPresent(span -> status.put(
                                    "notAfter", Meta.time(cluster.now().plus(span)))
                            .put(
                                    "renewalTime",
                                    Meta.time(cluster.now().plus(span).minus(Duration.ofDays(30)))));
            if (given.has("ready")) {
                boolean ready = given.path("ready").asBoolean();
                Conditions.set(
                        object,
                        new Conditions.Condition(
                                "Ready",
                                ready ? "True" : "False",
                                given.path("reason").asText(ready ? "Ready" : "Failed"),
                                given.path("message").asText()),
                        cluster.now());
                if (!ready) {
                    status.put("lastFailureTime", Meta.time(cluster.now()))
                            .put(
                                    "failedIssuanceAttempts",
                                    status.path("failedIssuanceAttempts").asInt(0) + 1);
                }
            }
        });
    }

    private void change(String group, String plural, String namespace, String name, Consumer<ObjectNode> change) {
        if (cluster.find(group, plural, namespace, name).isEmpty()) {
            throw new ScenarioException("there is no " + plural + "." + group + " " + namespace + "/" + name);
        }
        cluster.change(group, plural, namespace, name, change);
    }
}
