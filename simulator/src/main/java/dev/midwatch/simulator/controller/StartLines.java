package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Instant;

/** What a container writes when it starts. */
final class StartLines {
    private StartLines() {}

    static void write(ContainerRun run, JsonNode pod, JsonNode spec, Faults faults, Instant now) {
        var behaviour = faults.behaviour(pod);
        if (behaviour.isPresent() && !behaviour.get().startLines().isEmpty()) {
            behaviour.get().startLines().forEach(line -> run.write(now, line));
            return;
        }
        String name = spec.path("name").asText();
        run.write(now, "level=info msg=\"starting\" app=" + name + " pod=" + Meta.name(pod));
        JsonNode port = Json.at(spec, "ports").path(0).path("containerPort");
        if (port.isInt()) {
            run.write(now.plusMillis(350), "level=info msg=\"listening\" addr=:" + port.asInt());
        }
    }
}
