package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something wrong with the containers of a workload. Without an end it lasts until it is healed; with pods it strikes only
 * those, so that their replacements are healthy.
 */
public record PodFault(
        Kind kind,
        String namespace,
        String workload,
        String container,
        int exitCode,
        List<String> log,
        String message,
        Duration after,
        Optional<Instant> until,
        Optional<Set<String>> pods) {

    public enum Kind {
        CRASH,
        OOM,
        IMAGE_PULL,
        NOT_READY
    }

    public PodFault {
        log = List.copyOf(log);
    }

    boolean strikes(JsonNode pod, String ofContainer, Instant now) {
        return Meta.namespace(pod).equals(namespace)
                && belongs(pod, workload)
                && (container.isEmpty() ? isFirst(pod, ofContainer) : container.equals(ofContainer))
                && until.map(now::isBefore).orElse(true)
                && pods.map(affected -> affected.contains(Meta.uid(pod))).orElse(true);
    }

    private static boolean isFirst(JsonNode pod, String container) {
        return Json.at(pod, "spec", "containers").path(0).path("name").asText().equals(container);
    }

    /** Whether a pod is of a workload: by its owner's name, with a replica set's hash taken off, or its own. */
    public static boolean belongs(JsonNode pod, String workload) {
        if (Meta.name(pod).equals(workload)) {
            return true;
        }
        String owner =
                Meta.controller(pod).map(ref -> ref.path("name").asText()).orElse("");
        String hash = Json.text(pod, "metadata", "labels", DeploymentController.HASH);
        return owner.equals(workload) || !hash.isEmpty() && owner.equals(workload + "-" + hash);
    }
}
