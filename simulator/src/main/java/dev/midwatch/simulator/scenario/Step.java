package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** One thing that happens to a cluster, and how long after its start. */
public record Step(Duration at, String action, JsonNode arguments) {

    /** One step out of YAML such as {@code crash: {workload: shop/checkout, exit-code: 1}}; without at it is due at once. */
    public static Step parse(String yaml) {
        var steps = StepReader.read(
                Source.parse("step", "timeline:\n  - " + yaml.strip().replace("\n", "\n    ")));
        if (steps.size() != 1) {
            throw new ScenarioException("one action is expected, not " + steps.size());
        }
        return steps.get(0);
    }
}
