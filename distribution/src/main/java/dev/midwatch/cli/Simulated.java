package dev.midwatch.cli;

import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.simulator.scenario.ScenarioException;
import dev.midwatch.simulator.scenario.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A simulated cluster for a command, with the kubeconfig that leads to it. */
record Simulated(Scenario scenario, Simulation simulation, Path kubeconfig) implements AutoCloseable {
    /** Long enough for what is told only after it lasted. */
    private static final Duration AFTERMATH = Duration.ofMinutes(40);

    /**
     * @param scenario a built-in name or a file
     * @param start    what its clock shows when its story begins
     * @param speed    0: the clock stands until it is advanced
     */
    static Simulated start(String scenario, Instant start, double speed) {
        return start(scenario, start, speed, 0);
    }

    /** @param port its API server listens there; 0: anywhere */
    static Simulated start(String scenario, Instant start, double speed, int port) {
        return start(load(scenario), start, speed, port);
    }

    static Simulated start(Scenario scenario, Instant start, double speed, int port) {
        Simulation simulation = simulation(scenario, start, speed, port);
        try {
            Path file = Files.createTempFile("midwatch-simulation", ".kubeconfig");
            Files.writeString(file, simulation.kubeconfig());
            return new Simulated(scenario, simulation, file);
        } catch (IOException e) {
            simulation.close();
            throw new UncheckedIOException("no place for the simulated cluster's kubeconfig", e);
        }
    }

    /** Lets everything happen that its story holds, and what follows from it; then its clock goes as ours does. */
    void playOut() {
        Duration story = Duration.ZERO;
        for (Step step : scenario.timeline()) {
            story = step.at().compareTo(story) > 0 ? step.at() : story;
        }
        if (!story.isZero()) {
            simulation.advance(story.plus(AFTERMATH));
        }
        simulation.clock().speed(1);
    }

    private static Simulation simulation(Scenario scenario, Instant start, double speed, int port) {
        try {
            return Simulation.start(scenario, start, speed, 1, port);
        } catch (UncheckedIOException e) {
            throw CliException.failed("the simulated cluster cannot listen at port %d: %s; give another --port"
                    .formatted(port, e.getCause().getMessage()));
        }
    }

    static Scenario load(String name) {
        if (Scenario.BUILT_IN.contains(name)) {
            return Scenario.builtIn(name);
        }
        Path file = Path.of(name);
        if (!Files.exists(file)) {
            throw CliException.usage(
                    "there is no scenario %s: give a file, or one of %s".formatted(name, Scenario.BUILT_IN));
        }
        try {
            return Scenario.load(file);
        } catch (ScenarioException e) {
            throw CliException.usage(e.getMessage());
        }
    }

    @Override
    public void close() {
        simulation.close();
        try {
            Files.deleteIfExists(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated cluster's kubeconfig stays behind: " + kubeconfig, e);
        }
    }
}
