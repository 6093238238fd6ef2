package dev.midwatch.attacks;

import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.http.AccessLog;
import dev.midwatch.simulator.scenario.Scenario;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A simulated cluster in good health, and the world in it. */
final class SimulatedGround implements Ground {
    /** Until pods that were replaced run again. */
    private static final Duration SETTLED = Duration.ofMinutes(3);

    private final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"));
    private long read;

    SimulatedGround() {
        World.documents("world.yaml").forEach(document -> simulation.inject("apply:\n" + document.indent(2)));
        settle();
    }

    @Override
    public String kubeconfig() {
        return simulation.kubeconfig();
    }

    @Override
    public String token() {
        return simulation.adminToken();
    }

    @Override
    public Clock clock() {
        return simulation.clock();
    }

    @Override
    public void pass(Duration time) {
        simulation.advance(time);
    }

    @Override
    public void settle() {
        simulation.advance(SETTLED);
    }

    @Override
    public void scale(String namespace, String deployment, int replicas) {
        simulation.inject("scale: {workload: %s/%s, replicas: %d}".formatted(namespace, deployment, replicas));
    }

    /** With the identity that Midwatch has; an attack that is to be silent does without. */
    @Override
    public Eyes eyes() {
        return new Eyes(new RawApi(HttpClient.newHttpClient(), simulation.url(), simulation.adminToken()));
    }

    @Override
    public List<Request> requests() {
        List<AccessLog.Entry> entries = simulation.requests().since(read);
        read += entries.size();
        return entries.stream()
                .map(entry -> new Request(entry.method(), entry.target(), entry.user(), entry.code(), entry.auditId()))
                .toList();
    }

    @Override
    public void close() {
        simulation.close();
    }
}
