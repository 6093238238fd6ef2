package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.audit.CanonicalJson;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before the simulated API server stands a proxy that passes a write on and loses its answer, or loses the write itself. */
class LostAnswerTest {
    private static final int CUT = 0;

    @TempDir
    Path directory;

    private final AtomicInteger patches = new AtomicInteger();
    private GateOnSimulator world;
    private HttpServer server;
    private Cluster cluster;
    private volatile Action restart;
    private volatile boolean passedOn;
    private volatile int answer;

    @BeforeEach
    void start() throws IOException {
        world = new GateOnSimulator(directory);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        cluster = Cluster.connect(ClusterSettings.of(Files.writeString(
                directory.resolve("lossy"), """
                apiVersion: v1
                kind: Config
                current-context: c
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                users: [{name: u, user: {token: x}}]
                """.formatted(server.getAddress().getPort()))));
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.stop(0);
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {CUT, 500, 502, 503, 504})
    void aWriteThatWasDoneIsNeverRecordedAsFailed(int lost) throws ClusterException {
        answer = lost;
        passedOn = true;
        Verdict.Failed failed = (Verdict.Failed) submit();

        assertThat(patches).as("it is not sent again").hasValue(1);
        assertThat(failed.why()).contains("whether it happened all the same is looked up");
        assertThat(world.steps()).containsExactly("executing", "unanswered");
        assertThat(new ActionLog(world.database).all().get(0).outcome()).isEqualTo(Outcome.BEGUN);

        world.simulation.advance(Recovery.UNDER_WAY.plusSeconds(1));
        assertThat(settled()).extracting(Recovery.Settled::outcome).containsExactly(Outcome.RAN);
        assertThat(world.steps()).containsExactly("executing", "unanswered", "executed");
    }

    @Test
    void aWriteThatBrokeBeforeItWasDoneIsFoundToHaveFailed() throws ClusterException {
        answer = 500;
        assertThat(submit()).isInstanceOf(Verdict.Failed.class);
        world.simulation.advance(Recovery.UNDER_WAY.plusSeconds(1));
        assertThat(settled()).extracting(Recovery.Settled::outcome).containsExactly(Outcome.FAILED);
        assertThat(world.steps()).containsExactly("executing", "unanswered", "failed");
    }

    private Verdict submit() throws ClusterException {
        restart = world.restart();
        ActionGate gate = world.gate(GateOnSimulator.config(Mode.AUTO_SAFE, Set.of(), 2), Writes.by(cluster.writer()));
        return gate.submit(GateOnSimulator.request(restart));
    }

    private List<Recovery.Settled> settled() {
        List<Recovery.Settled> told = new ArrayList<>();
        new Recovery(cluster.live(), world.database, world.audit, world.simulation.clock()).settle(told::add);
        return told;
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        try {
            if (exchange.getRequestMethod().equals("POST")) {
                give(exchange, 200, "{\"status\":{\"allowed\":true}}");
            } else if (exchange.getRequestMethod().equals("PATCH") && !query.contains("dryRun")) {
                patches.incrementAndGet();
                if (passedOn) {
                    Json sent = CanonicalJson.parse(new String(body, StandardCharsets.UTF_8));
                    world.cluster
                            .writer()
                            .execute(
                                    restart,
                                    sent.at("metadata.resourceVersion").text(),
                                    exchange.getRequestHeaders().getFirst("Audit-ID"));
                }
                lose(exchange);
            } else {
                give(exchange, 200, CanonicalJson.text(world.shop().json().raw()));
            }
        } catch (ClusterException e) {
            throw new IOException(e);
        }
    }

    private void lose(HttpExchange exchange) throws IOException {
        if (answer == CUT) {
            exchange.close();
        } else {
            give(exchange, answer, "{\"kind\":\"Status\",\"message\":\"etcdserver: request timed out\"}");
        }
    }

    private static void give(HttpExchange exchange, int code, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
