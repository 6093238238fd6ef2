package dev.midwatch.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.clock.SimulatedClock;
import dev.midwatch.simulator.controller.Cluster;
import dev.midwatch.simulator.controller.Controllers;
import dev.midwatch.simulator.controller.Faults;
import dev.midwatch.simulator.controller.Genesis;
import dev.midwatch.simulator.http.AccessLog;
import dev.midwatch.simulator.http.ApiServer;
import dev.midwatch.simulator.http.PodLogs;
import dev.midwatch.simulator.http.Usage;
import dev.midwatch.simulator.object.Names;
import dev.midwatch.simulator.rbac.Identities;
import dev.midwatch.simulator.resource.Catalog;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.simulator.scenario.Stage;
import dev.midwatch.simulator.scenario.Step;
import dev.midwatch.simulator.store.ObjectQuery;
import dev.midwatch.simulator.store.ObjectStore;
import dev.midwatch.simulator.store.Stored;
import dev.midwatch.simulator.verb.Write;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A running simulated cluster: an API server on loopback, controllers and kubelets on a clock of their own, and the faults
 * of a scenario. The same scenario, start and seed give the same cluster.
 */
public final class Simulation implements AutoCloseable {
    private static final Instant DEFAULT_START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);
    private static final Duration WARM_UP = Duration.ofMinutes(3);
    private final SimulatedClock clock;
    private final Cluster cluster;
    private final Identities identities;
    private final Stage stage;
    private final Pacer pacer;
    private final ApiServer server;

    private Simulation(Scenario scenario, Instant start, double speed, long seed, int port, boolean held) {
        this.clock = SimulatedClock.standing(start.minus(scenario.age()));
        Names names = new Names(seed);
        ObjectStore store = new ObjectStore();
        Catalog catalog = new Catalog();
        Write write = new Write(store, catalog, clock, names, held);
        this.cluster = new Cluster(write);
        Faults faults = new Faults();
        Controllers controllers = new Controllers(cluster, faults);
        this.stage = new Stage(cluster, faults);
        this.identities = new Identities(store, catalog, clock, names);
        this.pacer = new Pacer(clock, store, held || scenario.bulkPods() > 0 ? null : controllers, stage);
        Genesis.create(cluster);
        stage.set(scenario);
        pacer.advance(WARM_UP);
        pacer.advanceTo(start);
        pacer.play(scenario.timeline(), start);
        store.history().compact(store.revision());
        try {
            this.server = new ApiServer(
                    write,
                    identities,
                    logs(store, controllers),
                    held ? stored(cluster) : usage(store, controllers),
                    port);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.start();
        clock.speed(speed);
        pacer.start();
    }

    /** Starts a cluster whose clock stands still until it is advanced. */
    public static Simulation start(Scenario scenario) {
        return start(scenario, DEFAULT_START, 0, 1);
    }

    /**
     * Starts a cluster.
     *
     * @param start what its clock shows when its story begins
     * @param speed how many times as fast as real time its clock runs; 0 stands still until advanced
     * @param seed of every name, uid and jitter
     */
    public static Simulation start(Scenario scenario, Instant start, double speed, long seed) {
        return start(scenario, start, speed, seed, 0);
    }

    /**
     * Starts a cluster whose API server listens at a certain port.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public static Simulation start(Scenario scenario, Instant start, double speed, long seed, int port) {
        return new Simulation(scenario, start, speed, seed, port, false);
    }

    /**
     * Starts a cluster in which nothing happens by itself: no controller, no scheduler, no kubelet. Its clock stands, and who writes
     * an object says since when it is there. What nodes and pods use is what was {@link #put}.
     */
    public static Simulation held(Scenario scenario, Instant now) {
        return new Simulation(scenario, now, 0, 1, 0, true);
    }

    /** Puts an object past the API, as it is: for what clients cannot write, such as measurements. */
    public void put(ObjectNode object) {
        cluster.store().locked(() -> cluster.load(object));
    }

    /** Every object as it is stored, by type, namespace and name. */
    public List<ObjectNode> objects() {
        return cluster.store()
                .locked(() -> cluster.catalog().all().stream()
                        .flatMap(type -> cluster.store().list(ObjectQuery.all(type)).stream())
                        .map(Stored::tree)
                        .toList());
    }

    /** Answers for a kubelet: see {@link dev.midwatch.simulator.http.Told#answer}. */
    public void answer(String path, JsonNode answer) {
        server.told().answer(path, answer);
    }

    private static Usage stored(Cluster cluster) {
        return new Usage() {
            @Override
            public List<ObjectNode> nodes() {
                return cluster.list("metrics.k8s.io", "nodes", "");
            }

            @Override
            public List<ObjectNode> pods() {
                return cluster.list("metrics.k8s.io", "pods", "");
            }
        };
    }

    private static PodLogs logs(ObjectStore store, Controllers controllers) {
        return (uid, container, previous) -> store.locked(() -> controllers
                .logs()
                .read(uid, container, previous)
                .map(entries -> entries.stream()
                        .map(entry -> new PodLogs.Line(entry.at(), entry.text()))
                        .toList()));
    }

    private static Usage usage(ObjectStore store, Controllers controllers) {
        return new Usage() {
            @Override
            public List<ObjectNode> nodes() {
                return store.locked(() -> controllers.meters().nodes());
            }

            @Override
            public List<ObjectNode> pods() {
                return store.locked(() -> controllers.meters().pods());
            }

            @Override
            public Optional<ObjectNode> summary(String node) {
                return store.locked(() -> controllers.disks().summary(node));
            }
        };
    }

    public SimulatedClock clock() {
        return clock;
    }

    /** Lets time pass at once, with everything that falls due in it; returns when the cluster is at rest. */
    public void advance(Duration by) {
        pacer.advance(by);
    }

    /** Makes something happen now. */
    public void inject(Step step) {
        pacer.perform(step);
    }

    /** Makes something happen now, written as in a scenario's timeline. */
    public void inject(String step) {
        inject(Step.parse(step));
    }

    /** The instant of the next thing that happens by itself, for a clock that stands. */
    public Optional<Instant> nextDue() {
        return pacer.nextDue();
    }

    /** http, loopback, a port of its own. */
    public URI url() {
        return server.url();
    }

    /** The same server over TLS, which kubectl insists on before it sends a token. */
    public URI secureUrl() {
        return server.secureUrl();
    }

    /** What was asked of the API server. */
    public AccessLog requests() {
        return server.requests();
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
        return Kubeconfig.of(server, "admin", "default", adminToken());
    }

    /** A kubeconfig for a ServiceAccount. */
    public String kubeconfig(String namespace, String account) {
        return Kubeconfig.of(server, account, namespace, token(namespace, account));
    }

    @Override
    public void close() {
        pacer.close();
        server.close();
    }
}
