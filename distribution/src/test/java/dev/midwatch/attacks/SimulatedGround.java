package dev.midwatch.attacks;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.http.AccessLog;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A simulated cluster in good health, and the world in it. */
final class SimulatedGround implements Ground {
    /** Until pods that were replaced run again. */
    private static final Duration SETTLED = Duration.ofMinutes(3);

    private final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"));
    private final Credentials midwatch;
    private long read;

    SimulatedGround() throws IOException {
        World.documents("world.yaml").forEach(this::apply);
        World.documents("identity.yaml").forEach(this::apply);
        midwatch = Credentials.of(simulation.kubeconfig(NAMESPACE, ACCOUNT));
        settle();
    }

    /** Events and logs grow old: an order that is to be read has to be new. */
    private void repeat() {
        World.documents("world.yaml").stream()
                .filter(document -> document.contains("kind: Event\n"))
                .map(event -> event.replaceFirst(
                        "lastTimestamp: \"[^\"]*\"",
                        "lastTimestamp: \"%s\"".formatted(simulation.clock().instant())))
                .forEach(this::apply);
        String lines = Stream.concat(Stream.of(World.LINE), World.KEY.stream())
                .map(line -> TextNode.valueOf(line).toString())
                .collect(Collectors.joining(", "));
        simulation.inject("log: {workload: %s, lines: [%s]}".formatted(World.SPEAKS, lines));
        simulation.advance(Duration.ofSeconds(1));
    }

    private void apply(String document) {
        simulation.inject("apply:\n" + document.indent(2));
    }

    @Override
    public Credentials credentials() {
        return midwatch;
    }

    @Override
    public Clock clock() {
        return simulation.clock();
    }

    @Override
    public void pass(Duration time) {
        simulation.advance(time);
        repeat();
    }

    @Override
    public void settle() {
        pass(SETTLED);
    }

    @Override
    public void scale(String namespace, String deployment, int replicas) {
        simulation.inject("scale: {workload: %s/%s, replicas: %d}".formatted(namespace, deployment, replicas));
    }

    @Override
    public void grant(boolean all) {
        Rights.of(eyes().api()).grant(all);
    }

    @Override
    public boolean hasLogs() {
        return true;
    }

    @Override
    public Eyes eyes() {
        return new Eyes(new RawApi(HttpClient.newHttpClient(), simulation.url(), simulation.adminToken()));
    }

    @Override
    public List<Request> requests() {
        List<AccessLog.Entry> entries = simulation.requests().since(read);
        read += entries.size();
        return entries.stream()
                .filter(entry -> entry.user().equals(USER))
                .map(entry -> new Request(entry.method(), entry.target(), entry.user(), entry.code(), entry.auditId()))
                .toList();
    }

    @Override
    public void close() {
        simulation.close();
    }
}
