package dev.midwatch.simulator.verb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;

/** How to delete. A null grace is the object's own; uid and resourceVersion are "" when they do not matter. */
public record DeleteOptions(boolean dryRun, String propagation, Long grace, String uid, String resourceVersion) {
    public static DeleteOptions plain() {
        return new DeleteOptions(false, "Background", null, "", "");
    }

    public static DeleteOptions of(JsonNode body) {
        boolean dryRun = Json.texts(body.path("dryRun")).contains("All");
        Long grace = body.hasNonNull("gracePeriodSeconds")
                ? Long.valueOf(body.path("gracePeriodSeconds").asLong())
                : null;
        String propagation = body.path("propagationPolicy").asText();
        if (propagation.isEmpty() && body.path("orphanDependents").asBoolean()) {
            propagation = "Orphan";
        }
        return new DeleteOptions(
                dryRun,
                propagation,
                grace,
                Json.text(body, "preconditions", "uid"),
                Json.text(body, "preconditions", "resourceVersion"));
    }

    public DeleteOptions withDryRun() {
        return new DeleteOptions(true, propagation, grace, uid, resourceVersion);
    }
}
