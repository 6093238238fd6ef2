package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.controller.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a simulated cluster starts with, and what happens to it when.
 *
 * @param objects in the order they are put into the cluster
 * @param behaviours how the containers of a workload (namespace/name) behave
 * @param age how long the cluster has been running when the story begins
 * @param timeline what happens, in the order of the file
 * @param bulkPods how many frozen pods there are besides: with any, no controller runs and everything stays as it is
 */
public record Scenario(
        String name,
        String description,
        List<ObjectNode> objects,
        Map<String, Faults.Behaviour> behaviours,
        Duration age,
        List<Step> timeline,
        int bulkPods) {
    /** The scenarios that come with the simulator. */
    public static final List<String> BUILT_IN = List.of("healthy", "demo", "rbac-limited");

    public Scenario {
        objects = List.copyOf(objects);
        behaviours = Map.copyOf(behaviours);
        timeline = List.copyOf(timeline);
    }

    /** Nothing but what every cluster has. */
    public static Scenario empty() {
        return new Scenario("empty", "", List.of(), Map.of(), Duration.ofMinutes(5), List.of(), 0);
    }

    /** A scenario by name. */
    public static Scenario builtIn(String name) {
        try (InputStream in = Scenario.class.getResourceAsStream("/scenarios/" + name + ".yaml")) {
            if (in == null) {
                throw new ScenarioException("there is no scenario \"" + name + "\"; did you mean \""
                        + Keys.nearest(name, BUILT_IN) + "\"? There are: " + String.join(", ", BUILT_IN));
            }
            return parse("scenarios/" + name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static Scenario load(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new ScenarioException(file + ": cannot be read: " + unreadable.getMessage());
        }
    }

    /** From text; the name is used in messages. */
    public static Scenario parse(String name, String yaml) {
        return ScenarioReader.read(Source.parse(name, yaml), name);
    }

    /** Many pods and what belongs to them, frozen: for benchmarks. */
    public static Scenario bulk(int pods) {
        return new Scenario("bulk", pods + " pods", List.of(), Map.of(), Duration.ofDays(1), List.of(), pods);
    }
}
