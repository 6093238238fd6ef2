package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.Simulation;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scenarios in a simulated cluster that has Argo CD and cert-manager, and in which nothing happens by itself. */
public final class SimulatedScenarios {
    private static final dev.midwatch.simulator.scenario.Scenario PRODUCTS =
            dev.midwatch.simulator.scenario.Scenario.parse(
                    "products", "age: 30d\ncluster: {install: [argocd, cert-manager]}");

    private SimulatedScenarios() {}

    /** @param now the moment from which its moments are counted */
    public static Simulation start(Scenario scenario, Instant now) throws IOException {
        Simulation simulation = start(scenario.objects(now), now);
        scenario.answers().keySet().forEach(path -> simulation.answer(path, scenario.answer(path, now)));
        return simulation;
    }

    /**
     * Several of them in one cluster, each in namespaces of its own: {@code shop} of the third is {@code shop-3}. A node that several
     * name is as the first of them has it.
     *
     * @param now the moment from which their moments are counted
     */
    public static Simulation together(List<Scenario> scenarios, Instant now) throws IOException {
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        for (Scenario scenario : scenarios) {
            int number = scenarios.indexOf(scenario) + 1;
            scenario.objects(now).forEach(object -> {
                move(object, number);
                objects.putIfAbsent(
                        String.join("/", Manifest.kind(object), Manifest.namespace(object), Manifest.name(object)),
                        object);
            });
        }
        return start(List.copyOf(objects.values()), now);
    }

    private static void move(JsonNode node, int number) {
        if (node instanceof ObjectNode object && object.path("namespace").isTextual()) {
            object.put("namespace", object.get("namespace").asText() + "-" + number);
        }
        node.forEach(below -> move(below, number));
    }

    private static Simulation start(List<ObjectNode> objects, Instant now) throws IOException {
        Simulation simulation = Simulation.held(PRODUCTS, now);
        try {
            new Placement(new SimulatedHost(simulation), Pace.STEADY, now).place(objects);
            return simulation;
        } catch (IOException | RuntimeException e) {
            simulation.close();
            throw e;
        }
    }
}
