package dev.midwatch.eval;

import dev.midwatch.scenarios.SimulatedScenarios;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The cluster of a case. Each start gives a fresh one, the same each time. */
public sealed interface World {
    /** A Friday noon, as the scenarios have it. */
    Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    /** A cluster at the moment of the question. */
    Simulation start();

    /** How long its story goes on before the question, or while the watch keeps it. */
    Duration after();

    /** As whom Midwatch looks at it: a ServiceAccount, namespace/name; empty: its administrator. */
    Optional<String> account();

    /** Objects of the catalogue of scenarios; nothing in it moves by itself. */
    record Standing(dev.midwatch.scenarios.Scenario scenario) implements World {
        @Override
        public Simulation start() {
            try {
                return SimulatedScenarios.start(scenario, NOON);
            } catch (IOException e) {
                throw new UncheckedIOException("the scenario " + scenario.name() + " cannot be set up", e);
            }
        }

        @Override
        public Duration after() {
            return Duration.ZERO;
        }

        @Override
        public Optional<String> account() {
            return Optional.empty();
        }
    }

    /**
     * A cluster with controllers and kubelets in which a story is told.
     *
     * @param watch whether the watch looks on from the beginning
     */
    record Moving(Scenario scenario, Duration after, boolean watch, Optional<String> account) implements World {
        @Override
        public Simulation start() {
            Simulation simulation = Simulation.start(scenario, NOON, 0, 1);
            if (!watch) {
                simulation.advance(after);
            }
            return simulation;
        }
    }
}
