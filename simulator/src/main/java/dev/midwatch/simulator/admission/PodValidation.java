package dev.midwatch.simulator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.ApiError.Cause;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The checks of a pod spec that a hand-written manifest runs into. */
final class PodValidation {
    private PodValidation() {}

    static void spec(JsonNode spec, String path, List<Cause> causes) {
        if (spec.path("containers").isEmpty()) {
            causes.add(Validation.required(path + ".containers", ""));
        }
        Set<String> volumes = new HashSet<>();
        spec.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
        containers(spec.path("initContainers"), path + ".initContainers", volumes, causes);
        containers(spec.path("containers"), path + ".containers", volumes, causes);
    }

    private static void containers(JsonNode list, String path, Set<String> volumes, List<Cause> causes) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode container = list.get(i);
            String at = path + "[" + i + "]";
            String name = container.path("name").asText();
            if (name.isEmpty()) {
                causes.add(Validation.required(at + ".name", ""));
            } else if (!names.add(name)) {
                causes.add(new Cause("FieldValueDuplicate", "Duplicate value: \"" + name + "\"", at + ".name"));
            }
            if (container.path("image").asText().isEmpty()) {
                causes.add(Validation.required(at + ".image", ""));
            }
            resources(container.path("resources"), at + ".resources", causes);
            JsonNode mounts = container.path("volumeMounts");
            for (int m = 0; m < mounts.size(); m++) {
                String volume = mounts.get(m).path("name").asText();
                if (!volumes.contains(volume)) {
                    causes.add(new Cause(
                            "FieldValueNotFound",
                            "Not found: \"" + volume + "\"",
                            at + ".volumeMounts[" + m + "].name"));
                }
            }
        }
    }

    private static void resources(JsonNode resources, String path, List<Cause> causes) {
        resources.path("requests").properties().forEach(request -> {
            String limit = Json.text(resources, "limits", request.getKey());
            if (!limit.isEmpty() && Quantity.parse(request.getValue().asText()).compareTo(Quantity.parse(limit)) > 0) {
                causes.add(Validation.invalid(
                        path + ".requests",
                        request.getValue(),
                        "must be less than or equal to " + request.getKey() + " limit of " + limit));
            }
        });
    }
}
