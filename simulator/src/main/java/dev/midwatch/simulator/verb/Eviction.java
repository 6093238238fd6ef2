package dev.midwatch.simulator.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.store.ObjectQuery;
import dev.midwatch.simulator.store.Stored;
import java.util.List;

/** POST to pods/eviction: a delete that disruption budgets may refuse. */
public final class Eviction {
    private final Write write;
    private final Delete delete;

    public Eviction(Write write, Delete delete) {
        this.write = write;
        this.delete = delete;
    }

    public JsonNode evict(String namespace, String name, DeleteOptions options) {
        return write.store().locked(() -> {
            ResourceType pods = write.catalog().get("", "pods");
            ObjectNode pod = write.live(pods, namespace, name).tree();
            String phase = Json.text(pod, "status", "phase");
            boolean counts = !List.of("Succeeded", "Failed", "Pending").contains(phase) && !Meta.deleting(pod);
            if (counts) {
                spendBudget(namespace, pod, options.dryRun());
            }
            delete.delete(pods, namespace, name, options);
            ObjectNode done = Json.object();
            done.put("kind", "Status").put("apiVersion", "v1");
            done.putObject("metadata");
            return done.put("status", "Success").put("code", 201);
        });
    }

    private void spendBudget(String namespace, ObjectNode pod, boolean dryRun) {
        ResourceType type = write.catalog().get("policy", "poddisruptionbudgets");
        List<Stored> budgets = write.store().list(ObjectQuery.in(type, namespace)).stream()
                .filter(budget -> LabelSelector.of(budget.tree().path("spec").path("selector"))
                        .matches(Meta.labels(pod)))
                .toList();
        if (budgets.size() > 1) {
            throw ApiError.internal(
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }
        if (budgets.size() == 1) {
            spend(type, budgets.get(0).tree(), pod, dryRun);
        }
    }

    private void spend(ResourceType type, ObjectNode budget, ObjectNode pod, boolean dryRun) {
        ObjectNode status = Json.child(budget, "status");
        String refusal = "Cannot evict pod as it would violate the pod's disruption budget.";
        String name = Meta.name(budget);
        if (status.path("observedGeneration").asLong() < Meta.generation(budget)) {
            throw ApiError.tooManyRequests(
                    refusal,
                    10,
                    new ApiError.Cause(
                            "DisruptionBudget",
                            "The disruption budget " + name + " is still being processed by the server.",
                            ""));
        }
        long allowed = status.path("disruptionsAllowed").asLong();
        if (allowed <= 0) {
            String why = "The disruption budget " + name + " needs "
                    + status.path("desiredHealthy").asLong() + " healthy pods and has "
                    + status.path("currentHealthy").asLong() + " currently";
            throw ApiError.tooManyRequests(refusal, 0, new ApiError.Cause("DisruptionBudget", why, ""));
        }
        if (!dryRun) {
            status.put("disruptionsAllowed", allowed - 1);
            Json.child(status, "disruptedPods")
                    .put(Meta.name(pod), Meta.time(write.clock().instant()));
            write.store().put(type, budget);
        }
    }
}
