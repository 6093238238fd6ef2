package dev.midwatch.simulator;

import dev.midwatch.simulator.clock.SimulatedClock;
import dev.midwatch.simulator.controller.Cluster;
import dev.midwatch.simulator.controller.Genesis;
import dev.midwatch.simulator.http.ApiServer;
import dev.midwatch.simulator.http.Usage;
import dev.midwatch.simulator.object.Names;
import dev.midwatch.simulator.rbac.Identities;
import dev.midwatch.simulator.resource.Catalog;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.simulator.store.ObjectStore;
import dev.midwatch.simulator.store.Stored;
import dev.midwatch.simulator.verb.Write;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A running simulated cluster. */
public final class Simulation implements AutoCloseable {
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);
    private final SimulatedClock clock;
    private final Cluster cluster;
    private final Identities identities;
    private final ApiServer server;

    private Simulation(Scenario scenario, SimulatedClock clock, long seed) {
        this.clock = clock;
        Names names = new Names(seed);
        ObjectStore store = new ObjectStore();
        Catalog catalog = new Catalog();
        Write write = new Write(store, catalog, clock, names);
        this.cluster = new Cluster(write);
        this.identities = new Identities(store, catalog, clock, names);
        Genesis.create(cluster);
        scenario.objects().forEach(cluster::load);
        try {
            this.server = new ApiServer(write, identities, (uid, container, previous) -> Optional.empty(), new Usage() {
                @Override
                public List<com.fasterxml.jackson.databind.node.ObjectNode> nodes() {
                    return List.of();
                }

                @Override
                public List<com.fasterxml.jackson.databind.node.ObjectNode> pods() {
                    return List.of();
                }
            });
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.start();
    }

    /** Starts a cluster whose clock stands still until it is advanced. */
    public static Simulation start(Scenario scenario) {
        return start(scenario, SimulatedClock.standing(Instant.parse("2026-03-02T08:00:00Z")), 1);
    }

    public static Simulation start(Scenario scenario, SimulatedClock clock, long seed) {
        return new Simulation(scenario, clock, seed);
    }

    public Clock clock() {
        return clock;
    }

    /** Lets time pass. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** http, loopback, a port of its own. */
    public URI url() {
        return server.url();
    }

    public String adminToken() {
        return identities.adminToken();
    }

    /** A token of a ServiceAccount that exists. */
    public String token(String namespace, String account) {
        Stored found = cluster.store()
                .find(cluster.type("", "serviceaccounts"), namespace, account)
                .orElseThrow(() -> new IllegalArgumentException("no ServiceAccount " + namespace + "/" + account));
        return identities.issue(found, TOKEN_LIFE);
    }

    /** A kubeconfig for the administrator. */
    public String kubeconfig() {
        return kubeconfig("admin", "default", adminToken());
    }

    /** A kubeconfig for a ServiceAccount. */
    public String kubeconfig(String namespace, String account) {
        return kubeconfig(account, namespace, token(namespace, account));
    }

    private String kubeconfig(String user, String namespace, String token) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: simulated
                    cluster:
                      server: %s
                contexts:
                  - name: simulated
                    context:
                      cluster: simulated
                      user: %s
                      namespace: %s
                current-context: simulated
                users:
                  - name: %s
                    user:
                      token: %s
                """.formatted(url(), user, namespace, user, token);
    }

    @Override
    public void close() {
        server.close();
    }
}
