package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;

/** The events a kubelet writes about containers. */
final class PodEvents {
    private final Events events;

    PodEvents(Events events) {
        this.events = events;
    }

    void warn(ObjectNode pod, String container, String reason, String message) {
        record(pod, container, "Warning", reason, message);
    }

    void started(ObjectNode pod, JsonNode spec, boolean again) {
        String container = spec.path("name").asText();
        String image = "image \"" + spec.path("image").asText() + "\"";
        boolean always = spec.path("imagePullPolicy").asText().equals("Always");
        String pulled = again && !always
                ? "Container " + image + " already present on machine"
                : "Successfully pulled " + image + " in 1.214s (1.214s including waiting). Image size: 41289471 bytes.";
        if (!again || always) {
            record(pod, container, "Normal", "Pulling", "Pulling " + image);
        }
        record(pod, container, "Normal", "Pulled", pulled);
        record(pod, container, "Normal", "Created", "Container created");
        record(pod, container, "Normal", "Started", "Container started");
    }

    void failedPull(ObjectNode pod, String container, String image, String why) {
        record(pod, container, "Normal", "Pulling", "Pulling image \"" + image + "\"");
        warn(pod, container, "Failed", "Failed to pull image \"" + image + "\": " + why);
        warn(pod, container, "Failed", "Error: ErrImagePull");
    }

    void backOffPull(ObjectNode pod, String container, String message) {
        record(pod, container, "Normal", "BackOff", message);
        warn(pod, container, "Failed", "Error: ImagePullBackOff");
    }

    private void record(ObjectNode pod, String container, String type, String reason, String message) {
        String field = container.isEmpty() ? "" : "spec.containers{" + container + "}";
        Events.Source source = Events.Source.kubelet(Json.text(pod, "spec", "nodeName"));
        events.record(pod, field, source, type, reason, message);
    }
}
