package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The log subresource of pods. */
final class Logs {
    private final PodLogs logs;
    private final InstantSource clock;

    Logs(PodLogs logs, InstantSource clock) {
        this.logs = logs;
        this.clock = clock;
    }

    void handle(Request request, Answer answer, ObjectNode pod) throws IOException {
        String container = container(pod, request.query("container"));
        requireNode(pod);
        boolean previous = request.flag("previous");
        List<PodLogs.Line> lines =
                logs.lines(Meta.uid(pod), container, previous).orElseThrow(() -> missing(pod, container, previous));
        answer.text(200, cut(rendered(request, selected(request, lines)), request.query("limitBytes")));
    }

    private static void requireNode(ObjectNode pod) {
        if (Json.text(pod, "spec", "nodeName").isEmpty()) {
            throw ApiError.badRequest("pod " + Meta.name(pod) + " does not have a host assigned");
        }
    }

    private static String container(ObjectNode pod, String asked) {
        List<String> names = new ArrayList<>();
        List<String> init = new ArrayList<>();
        Json.at(pod, "spec", "containers")
                .forEach(item -> names.add(item.path("name").asText()));
        Json.at(pod, "spec", "initContainers")
                .forEach(item -> init.add(item.path("name").asText()));
        if (asked.isEmpty()) {
            if (names.size() == 1) {
                return names.get(0);
            }
            String message = "a container name must be specified for pod " + Meta.name(pod) + ", choose one of: ["
                    + String.join(" ", names) + "]";
            throw ApiError.badRequest(
                    init.isEmpty()
                            ? message
                            : message + " or one of the init containers: [" + String.join(" ", init) + "]");
        }
        if (!names.contains(asked) && !init.contains(asked)) {
            throw ApiError.badRequest("container " + asked + " is not valid for pod " + Meta.name(pod));
        }
        return asked;
    }

    private static ApiError missing(ObjectNode pod, String container, boolean previous) {
        String named = "container \"" + container + "\" in pod \"" + Meta.name(pod) + "\"";
        if (previous) {
            return ApiError.badRequest("previous terminated " + named + " not found");
        }
        for (JsonNode status : Json.at(pod, "status", "containerStatuses")) {
            String reason = Json.text(status, "state", "waiting", "reason");
            if (status.path("name").asText().equals(container) && !reason.isEmpty()) {
                String why = reason.contains("Image") && !reason.equals("ContainerCreating")
                        ? "trying and failing to pull image"
                        : reason;
                return ApiError.badRequest(named + " is waiting to start: " + why);
            }
        }
        return ApiError.badRequest(named + " is not available");
    }

    private List<PodLogs.Line> selected(Request request, List<PodLogs.Line> lines) {
        Instant since = Instant.MIN;
        if (!request.query("sinceSeconds").isEmpty()) {
            since = clock.instant().minusSeconds(Lists.parse(request.query("sinceSeconds")));
        } else if (!request.query("sinceTime").isEmpty()) {
            since = Instant.parse(request.query("sinceTime"));
        }
        Instant from = since;
        List<PodLogs.Line> recent =
                lines.stream().filter(line -> !line.at().isBefore(from)).toList();
        if (request.query("tailLines").isEmpty()) {
            return recent;
        }
        long tail = Lists.parse(request.query("tailLines"));
        return recent.subList((int) Math.max(0, recent.size() - tail), recent.size());
    }

    private static String rendered(Request request, List<PodLogs.Line> lines) {
        StringBuilder text = new StringBuilder();
        for (PodLogs.Line line : lines) {
            if (request.flag("timestamps")) {
                text.append(line.at()).append(' ');
            }
            text.append(line.text()).append('\n');
        }
        return text.toString();
    }

    private static String cut(String text, String limit) {
        return limit.isEmpty() ? text : text.substring(0, (int) Math.min(text.length(), Lists.parse(limit)));
    }
}
