package dev.midwatch.simulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Instant;
import java.util.Optional;

/** The row of a pod, whose status column tells what is wrong first. */
final class PodRow {
    private PodRow() {}

    static void fill(Row row) {
        long restarts = 0;
        int ready = 0;
        Instant lastRestart = null;
        for (JsonNode status : row.at("status", "containerStatuses")) {
            restarts += status.path("restartCount").asLong();
            ready += status.path("ready").asBoolean() && status.path("state").has("running") ? 1 : 0;
            Optional<Instant> finished = Meta.time(Json.at(status, "lastState", "terminated", "finishedAt"));
            if (finished.isPresent() && (lastRestart == null || finished.get().isAfter(lastRestart))) {
                lastRestart = finished.get();
            }
        }
        String shown = restarts > 0 && lastRestart != null
                ? restarts + " (" + Durations.since(lastRestart, row.now()) + " ago)"
                : Long.toString(restarts);
        row.add(ready + "/" + row.at("spec", "containers").size())
                .add(status(row.object()))
                .add(shown)
                .add(row.age())
                .add(row.orNone("status", "podIP"))
                .add(row.orNone("spec", "nodeName"))
                .add(row.orNone("status", "nominatedNodeName"))
                .add(Row.NONE);
    }

    static String status(JsonNode pod) {
        String reason = Json.text(pod, "status", "phase");
        if (!Json.text(pod, "status", "reason").isEmpty()) {
            reason = Json.text(pod, "status", "reason");
        }
        for (JsonNode condition : Json.at(pod, "status", "conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")
                    && condition.path("reason").asText().equals("SchedulingGated")) {
                reason = "SchedulingGated";
            }
        }
        Optional<String> init = initializing(pod);
        if (init.isPresent()) {
            reason = init.get();
        } else {
            reason = ofContainers(pod, reason);
        }
        if (!Meta.deleting(pod)) {
            return reason;
        }
        return Json.text(pod, "status", "reason").equals("NodeLost") ? "Unknown" : "Terminating";
    }

    private static Optional<String> initializing(JsonNode pod) {
        JsonNode statuses = Json.at(pod, "status", "initContainerStatuses");
        int all = Json.at(pod, "spec", "initContainers").size();
        for (int i = 0; i < statuses.size(); i++) {
            JsonNode state = statuses.get(i).path("state");
            JsonNode ended = state.path("terminated");
            if (ended.isObject() && ended.path("exitCode").asInt() == 0) {
                continue;
            }
            if (ended.isObject()) {
                String reason = ended.path("reason").asText();
                return Optional.of("Init:" + (reason.isEmpty() ? "ExitCode:" + ended.path("exitCode") : reason));
            }
            String waiting = Json.text(state, "waiting", "reason");
            boolean told = !waiting.isEmpty() && !waiting.equals("PodInitializing");
            return Optional.of("Init:" + (told ? waiting : i + "/" + all));
        }
        return Optional.empty();
    }

    private static String ofContainers(JsonNode pod, String phase) {
        String reason = phase;
        boolean running = false;
        JsonNode statuses = Json.at(pod, "status", "containerStatuses");
        for (int i = statuses.size() - 1; i >= 0; i--) {
            JsonNode state = statuses.get(i).path("state");
            String waiting = Json.text(state, "waiting", "reason");
            JsonNode ended = state.path("terminated");
            if (!waiting.isEmpty()) {
                reason = waiting;
            } else if (ended.isObject() && !ended.path("reason").asText().isEmpty()) {
                reason = ended.path("reason").asText();
            } else if (ended.isObject()) {
                reason = ended.path("signal").asInt() != 0
                        ? "Signal:" + ended.path("signal")
                        : "ExitCode:" + ended.path("exitCode");
            } else if (statuses.get(i).path("ready").asBoolean() && state.has("running")) {
                running = true;
            }
        }
        return reason.equals("Completed") && running ? (ready(pod) ? "Running" : "NotReady") : reason;
    }

    private static boolean ready(JsonNode pod) {
        for (JsonNode condition : Json.at(pod, "status", "conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
