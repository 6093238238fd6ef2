package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A cluster to start with. */
public record Scenario(String name, List<ObjectNode> objects) {
    public Scenario {
        objects = List.copyOf(objects);
    }

    /** Nothing but what every cluster has. */
    public static Scenario empty() {
        return new Scenario("empty", List.of());
    }

    public static Scenario of(String name, List<? extends JsonNode> objects) {
        return new Scenario(name, objects.stream().map(ObjectNode.class::cast).toList());
    }
}
