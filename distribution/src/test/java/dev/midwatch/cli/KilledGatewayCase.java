package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.Audit;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunState;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.store.Database;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the gateway at random moments, again and again, while things break and heal, and looks at what is left and what arrived.
 * {@code -Dmidwatch.kills=50} kills more often than the build usually has time for.
 */
class KilledGatewayCase {
    private static final int KILLS = Integer.getInteger("midwatch.kills", 10);
    /** As documented: an occurrence that crash after crash cuts is begun so often at most. */
    private static final int ATTEMPTS = 3;

    private static final String[] FAULTS = {
        "crash: {workload: shop/shop, exit-code: 1, after: 5s, log: ['panic: no usable database connection']}",
        "heal: {workload: shop/shop}",
        "crash: {workload: notes/notes, exit-code: 1, after: 5s, log: ['panic: no usable database connection']}",
        "heal: {workload: notes/notes}",
    };

    @TempDir
    Path directory;

    /** All bodies that came under each id, in order of first arrival. */
    private final Map<String, Set<String>> arrived = new LinkedHashMap<>();

    private HttpServer webhook;
    private int posts;

    @BeforeEach
    void listen() throws Exception {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posts++;
            arrived.computeIfAbsent(id, any -> new LinkedHashSet<>()).add(body);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        webhook.start();
    }

    @AfterEach
    void hangUp() {
        webhook.stop(0);
    }

    @Test
    void losesAndDoublesNothing() throws Exception {
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(
                home.resolve("config.yaml"), """
                timezone: UTC
                findings: {repeat_after: 10m, flap: {changes: 1000, within: 1h}}
                webhooks: {here: {url: "http://127.0.0.1:%d/"}}
                """.formatted(webhook.getAddress().getPort()));
        Instant start = Instant.parse("2026-03-02T00:00:00Z");
        try (Simulation cluster = Simulation.start(Scenario.builtIn("healthy"), start, 0, 1)) {
            Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
            try (Kernel kernel = GatewayChild.kernel(home, kubeconfig, cluster.clock())) {
                writeJobs(kernel.get(JobCatalog.class));
            }
            Instant begun = Clock.systemUTC().instant();
            cluster.clock().speed(GatewayChild.FASTER);
            List<String> command = command(home, kubeconfig, begun, start);
            Random random = new Random(20261124);
            for (int kill = 0; kill < KILLS; kill++) {
                if (kill % 3 == 1) {
                    cluster.inject(FAULTS[kill / 3 % FAULTS.length]);
                }
                kill(command, kill % 5 == 4, random);
            }
            endInOrder(command);
            try (Kernel kernel = GatewayChild.kernel(home, kubeconfig, cluster.clock())) {
                kernel.get(Couriers.class).deliverDue();
                check(kernel);
            }
        }
    }

    private static void writeJobs(JobCatalog jobs) {
        jobs.jobs().stream().map(JobDefinition::name).toList().forEach(jobs::remove);
        for (String job : List.of("watch", "report")) {
            jobs.create(Map.of(
                    "name",
                    job,
                    "schedule",
                    "every 1m",
                    "checks",
                    List.of("pod-crash-loop"),
                    "when",
                    job.equals("report") ? "always" : "on_findings",
                    "deliver",
                    "webhook:here"));
        }
    }

    private List<String> command(Path home, Path kubeconfig, Instant real, Instant shown) {
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayChild.class.getName(),
                home.toString(),
                kubeconfig.toString(),
                real.toString(),
                shown.toString());
    }

    private Process begin(List<String> command) throws Exception {
        return new ProcessBuilder(command)
                .redirectError(directory.resolve("gateway.log").toFile())
                .start();
    }

    private void kill(List<String> command, boolean whileStarting, Random random) throws Exception {
        Process gateway = begin(command);
        try (BufferedReader out = gateway.inputReader(StandardCharsets.UTF_8)) {
            if (whileStarting) {
                assertThat(gateway.waitFor(300 + random.nextInt(1500), TimeUnit.MILLISECONDS))
                        .isFalse();
            } else {
                assertThat(out.readLine()).as(log()).isEqualTo(GatewayChild.READY);
                assertThat(gateway.waitFor(500 + random.nextInt(4000), TimeUnit.MILLISECONDS))
                        .as(log())
                        .isFalse();
            }
        } finally {
            gateway.destroyForcibly().waitFor();
        }
    }

    /** Lives for a while, so that what was cut is taken up again, and ends as a stopped service does. */
    private void endInOrder(List<String> command) throws Exception {
        Process gateway = begin(command);
        try (BufferedReader out = gateway.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo(GatewayChild.READY);
            assertThat(gateway.waitFor(10, TimeUnit.SECONDS)).as(log()).isFalse();
            gateway.destroy();
            assertThat(gateway.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            gateway.destroyForcibly().waitFor();
        }
    }

    private String log() throws Exception {
        return Files.readString(directory.resolve("gateway.log"));
    }

    private void check(Kernel kernel) {
        Database database = kernel.get(Database.class);
        assertThat(database.query("PRAGMA integrity_check", row -> row.text("integrity_check")))
                .containsExactly("ok");
        assertThat(kernel.get(Audit.class).firstBroken()).isEmpty();
        RunStore store = kernel.get(RunStore.class);
        List<Run> runs = store.recent(1_000_000);
        long cut =
                runs.stream().filter(run -> run.state() == RunState.INTERRUPTED).count();
        // How many kills hit a run is chance, and said for whoever reads the log; what they left behind must be right
        // in any case.
        System.out.printf(
                "%d kills: %d runs, %d of them cut, %d messages in %d posts%n",
                KILLS, runs.size(), cut, arrived.size(), posts);
        assertThat(store.unfinished()).isEmpty();
        for (String job : List.of("watch", "report")) {
            checkOccurrences(runs.stream().filter(run -> run.job().equals(job)).toList());
        }
        checkMessages(kernel, runs);
        checkTold();
        assertThat(kernel.get(ActionGate.class).proposals())
                .extracting(Proposal::id)
                .isNotEmpty()
                .allSatisfy(id -> assertThat(everything()).contains("proposal " + id));
    }

    private static void checkOccurrences(List<Run> runs) {
        TreeMap<Instant, List<Run>> occurrences = runs.stream()
                .sorted(Comparator.comparing(Run::attempt))
                .collect(Collectors.groupingBy(Run::scheduled, TreeMap::new, Collectors.toList()));
        assertThat(occurrences).hasSizeGreaterThan(5);
        Instant before = null;
        for (List<Run> attempts : occurrences.values()) {
            checkAttempts(attempts);
            Run first = attempts.get(0);
            long between = first.state() == RunState.MISSED ? first.missed() - 1 : first.missed();
            if (before != null) {
                assertThat(first.scheduled())
                        .as("what lies between is accounted for: %s", first)
                        .isEqualTo(before.plus(Duration.ofMinutes(between + 1)));
            }
            before = first.scheduled();
        }
    }

    private static void checkAttempts(List<Run> attempts) {
        for (int i = 0; i < attempts.size(); i++) {
            Run run = attempts.get(i);
            boolean last = i == attempts.size() - 1;
            assertThat(run.attempt()).isEqualTo(i + 1);
            boolean cut = run.state() == RunState.INTERRUPTED;
            assertThat(cut || last)
                    .as("only what was cut is begun again: %s", attempts)
                    .isTrue();
            assertThat(cut && last && run.attempt() < ATTEMPTS)
                    .as("what was cut is begun again: %s", attempts)
                    .isFalse();
        }
    }

    /** Each report is one message, and each message arrived, as often as it may be under the same id and with the same words. */
    private void checkMessages(Kernel kernel, List<Run> runs) {
        assertThat(kernel.get(Outbox.class).open()).isEmpty();
        assertThat(kernel.get(Outbox.class).lost(10)).isEmpty();
        List<String> sent = kernel.get(Database.class)
                .query("SELECT id FROM outbox WHERE state = 'DELIVERED'", row -> row.text("id"));
        assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(arrived).allSatisfy((id, bodies) -> assertThat(bodies).as(id).hasSize(1));
        assertThat(sent)
                .filteredOn(id -> id.startsWith("run-"))
                .containsExactlyInAnyOrderElementsOf(runs.stream()
                        .filter(run -> run.state() == RunState.REPORT)
                        .map(run -> "run-%d-%d".formatted(run.id(), run.attempt()))
                        .toList());
    }

    private String everything() {
        return arrived.values().stream().flatMap(Set::stream).collect(Collectors.joining("\n"));
    }

    /** A problem that was told as new is not told as new again before its end was told. */
    private void checkTold() {
        Map<String, List<String>> stories = new TreeMap<>();
        for (Set<String> bodies : arrived.values()) {
            for (String body : bodies) {
                for (String workload : List.of("shop/shop", "notes/notes")) {
                    String event = event(body, workload);
                    if (!event.isEmpty()) {
                        stories.computeIfAbsent(workload, any -> new ArrayList<>())
                                .add(event);
                    }
                }
            }
        }
        System.out.println(stories);
        assertThat(stories).containsKey("shop/shop");
        stories.forEach((workload, events) -> {
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i)).as("%s: %s", workload, events).isEqualTo(i % 2 == 0 ? "new" : "resolved");
            }
        });
    }

    /** The line after a problem's headline names its workload and says what is new about it. */
    private static String event(String body, String workload) {
        String text = body.replace("\\n", "\n");
        String headline = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("Deployment " + workload + " · CrashLoopBackOff")) {
                return headline.contains("resolved:")
                        ? "resolved"
                        : line.matches(".*(still broken|got worse).*") ? "" : "new";
            }
            headline = line;
        }
        return "";
    }
}
