package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.audit.Audit;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the gateway at random moments, again and again, while things break and heal, and looks at what is left and what arrived.
 * At least five times in every build; {@code .ci/run} asks for fifty with {@code -Dmidwatch.kills}.
 */
class KilledGatewayIT {
    private static final int KILLS = Integer.getInteger("midwatch.kills", 5);
    /** So many runs are cut at least. */
    private static final int CUT = Math.max(1, KILLS / 3);

    private static final int MOST_LIVES = 3 * KILLS + 30;
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

    private final List<Remains> remains = new ArrayList<>();
    private Inbox inbox;
    private int said;
    private int livesWithoutNews;
    /** Of the process that was not killed; what its stop cut stays cut. */
    private long last;

    @BeforeEach
    void listen() throws Exception {
        inbox = new Inbox();
    }

    @AfterEach
    void hangUp() {
        inbox.close();
    }

    @Test
    @Timeout(value = 25, unit = TimeUnit.MINUTES)
    void losesAndDoublesNothing() throws Exception {
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("config.yaml"), """
                timezone: UTC
                findings: {repeat_after: 10m, flap: {changes: 1000, within: 1h}}
                webhooks: {here: {url: "http://127.0.0.1:%d/"}}
                """.formatted(inbox.port()));
        Instant start = Instant.parse("2026-03-02T00:00:00Z");
        try (Simulation cluster = Simulation.start(Scenario.builtIn("healthy"), start, 0, 1)) {
            Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
            try (Kernel kernel = GatewayChild.kernel(home, kubeconfig, cluster.clock())) {
                writeJobs(kernel.get(JobCatalog.class));
            }
            Instant begun = Clock.systemUTC().instant();
            cluster.clock().speed(GatewayChild.FASTER);
            List<String> command = GatewayChild.command(home, kubeconfig, Optional.of(begun), start, false);
            Random random = new Random(20261124);
            int faults = 0;
            while (!missing().isEmpty()) {
                assertThat(remains)
                        .as("missing: %s; %s; %s", missing(), state(home), log())
                        .hasSizeLessThan(MOST_LIVES);
                if (inbox.stories().values().stream().mapToInt(List::size).sum() >= faults) {
                    cluster.inject(FAULTS[faults++ % FAULTS.length]);
                }
                kill(command, random);
                remains.add(Remains.of(home, Files.createDirectories(directory.resolve("copy-" + remains.size()))));
            }
            endInOrder(command, home);
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

    private Process begin(List<String> command) throws Exception {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("gateway.log").toFile()))
                .start();
    }

    /** What must have happened before the killing may end. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (remains.size() < KILLS) {
            missing.add("kills: %d of %d".formatted(remains.size(), KILLS));
        }
        if (cut().size() < CUT) {
            missing.add("cut runs: %d of %d".formatted(cut().size(), CUT));
        }
        if (inbox.posts().size() == inbox.arrived().size()) {
            missing.add("a message sent again because its answer was cut");
        }
        if (inbox.stories().isEmpty()) {
            missing.add("a problem told");
        }
        return missing;
    }

    private Set<Long> cut() {
        return remains.stream().flatMap(one -> one.cut().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private void kill(List<String> command, Random random) throws Exception {
        int number = inbox.nextLife();
        long began = System.nanoTime();
        Process gateway = begin(command);
        try (BufferedReader out = gateway.inputReader(StandardCharsets.UTF_8)) {
            if (number % 5 == 4) {
                assertThat(gateway.waitFor(300 + random.nextInt(1500), TimeUnit.MILLISECONDS))
                        .isFalse();
                return;
            }
            assertThat(out.readLine()).as(log()).isEqualTo(GatewayChild.READY);
            long step = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 20;
            int longer = longer();
            if (number % 5 == 2) {
                assertThat(inbox.takeOneAndKeepItsAnswer()).as(log()).isTrue();
                return;
            }
            for (int run = random.nextInt(3 + longer); run >= 0; run--) {
                assertThat(out.readLine()).as(log()).isEqualTo(GatewayChild.BUSY);
            }
            assertThat(gateway.waitFor(random.nextLong(step * longer + 1), TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
        } finally {
            gateway.destroyForcibly().waitFor();
            inbox.senderIsDead();
        }
    }

    /** On a busy machine everything takes longer: one that is killed each time before it said anything new gets more time by and by. */
    private int longer() {
        int messages = inbox.arrived().size();
        livesWithoutNews = messages > said ? 0 : livesWithoutNews + 1;
        said = messages;
        return 1 + livesWithoutNews;
    }

    /** Lives until what was cut is taken up again and everything is told, and ends as a stopped service does. */
    private void endInOrder(List<String> command, Path home) throws Exception {
        inbox.nextLife();
        Process gateway = begin(command);
        last = gateway.pid();
        try (BufferedReader out = gateway.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).as(log()).isEqualTo(GatewayChild.READY);
            try (Database database = Database.openReadOnly(home.resolve("state.db"))) {
                Awaitility.await()
                        .atMost(2, TimeUnit.MINUTES)
                        .untilAsserted(() -> assertThat(open(database)).isEmpty());
            }
            gateway.destroy();
            assertThat(gateway.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            gateway.destroyForcibly().waitFor();
        }
    }

    /** Cut runs not taken up again, and problems found but not told. */
    private List<String> open(Database database) {
        return database.query("""
                SELECT 'run ' || id AS what FROM run AS cut
                WHERE state = 'INTERRUPTED' AND attempt < 3 AND NOT EXISTS (SELECT 1 FROM run AS again
                    WHERE again.job_id = cut.job_id AND again.scheduled = cut.scheduled AND again.attempt > cut.attempt)
                    AND instr(owner, ?) = 0
                UNION ALL SELECT 'run ' || id FROM run WHERE state IN ('CLAIMED', 'RUNNING') AND instr(owner, ?) = 0
                UNION ALL SELECT finding FROM findings
                WHERE resolved IS NULL AND told_at IS NULL AND caused_by IS NULL AND flapping_since IS NULL""", row -> row.text("what"), " %d ".formatted(last), " %d ".formatted(last));
    }

    private String log() throws Exception {
        Path log = directory.resolve("gateway.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private String state(Path home) {
        try (Database database = Database.openReadOnly(home.resolve("state.db"))) {
            List<String> findings = database.query("SELECT finding FROM findings", row -> row.text("finding"));
            return "arrived: %s; found: %s".formatted(inbox.arrived().keySet(), findings);
        }
    }

    private void check(Kernel kernel) {
        Database database = kernel.get(Database.class);
        assertThat(database.query("PRAGMA integrity_check", row -> row.text("integrity_check")))
                .containsExactly("ok");
        assertThat(kernel.get(Audit.class).chain().broken()).isEmpty();
        RunStore store = kernel.get(RunStore.class);
        List<Run> runs = store.recent(1_000_000);
        System.out.printf(
                "%d kills: %d runs, %d of them cut, %d messages in %d posts; %s%n",
                remains.size(),
                runs.size(),
                cut().size(),
                inbox.arrived().size(),
                inbox.posts().size(),
                inbox.stories());
        assertThat(store.unfinished()).isEmpty();
        for (String job : List.of("watch", "report")) {
            checkOccurrences(runs.stream().filter(run -> run.job().equals(job)).toList());
        }
        checkRemains(runs, database);
        checkMessages(kernel, runs);
        checkRepeats();
        checkMarks(database);
        checkTold();
        checkProposals(database);
    }

    /**
     * Whoever was told of a problem after a repair was proposed for it was asked for that repair. One that was made by a run that a kill
     * cut is told with the next message about its problem; if the problem has ended by then, there is nothing to ask any more.
     */
    private void checkProposals(Database database) {
        List<String> open = database.query("""
                SELECT p.id FROM proposals AS p JOIN findings AS f ON f.fingerprint = p.finding
                WHERE f.resolved IS NULL AND f.told_at >= p.created AND f.told_at < p.expires""", row -> row.text("id"));
        assertThat(open).allSatisfy(id -> assertThat(inbox.everything()).contains("proposal " + id));
        assertThat(new ProposalStore(database).all())
                .extracting(Proposal::id)
                .as("somebody was asked for something")
                .anySatisfy(id -> assertThat(inbox.everything()).contains("proposal " + id));
    }

    /** What was written down before a kill is so still, and what a kill cut is marked as cut. */
    private void checkRemains(List<Run> runs, Database database) {
        Map<Long, String> ended = runs.stream()
                .collect(Collectors.toMap(Run::id, run -> run.state().name()));
        assertThat(ended.keySet()).containsAll(cut());
        assertThat(cut()).allSatisfy(id -> assertThat(ended.get(id)).isEqualTo("INTERRUPTED"));
        for (Remains one : remains) {
            assertThat(ended).containsAllEntriesOf(one.ended());
            assertThat(Remains.delivered(database)).containsAll(one.delivered());
        }
    }

    /** A message comes again only in a later life, after it was the last of its life and its answer was not written down. */
    private void checkRepeats() {
        for (int i = 0; i < inbox.posts().size(); i++) {
            Inbox.Post post = inbox.posts().get(i);
            boolean lastOfLife =
                    i + 1 == inbox.posts().size() || inbox.posts().get(i + 1).life() > post.life();
            boolean again = inbox.posts().subList(i + 1, inbox.posts().size()).stream()
                    .anyMatch(later -> later.id().equals(post.id()));
            assertThat(again && !lastOfLife)
                    .as("accepted, yet sent again: %s", post)
                    .isFalse();
            if (again) {
                assertThat(remains.get(post.life() - 1).delivered()).doesNotContain(post.id());
            }
        }
    }

    /**
     * Every problem marked as told was told by a message that was accepted at that moment, and none waits for one but for a run that
     * the last stop cut: the next start takes that back.
     */
    private void checkMarks(Database database) {
        assertThat(database.query("""
                        SELECT fingerprint FROM findings WHERE message IS NOT NULL AND message NOT IN
                            (SELECT 'run-' || id || '-' || attempt FROM run
                             WHERE state = 'INTERRUPTED' AND instr(owner, ?) > 0)""", row -> row.text("fingerprint"), " %d ".formatted(last)))
                .isEmpty();
        assertThat(database.query("""
                        SELECT fingerprint FROM findings WHERE told_at IS NOT NULL AND told_at NOT IN
                            (SELECT finished FROM outbox WHERE state = 'DELIVERED')""", row -> row.text("fingerprint"))).isEmpty();
    }

    private void checkOccurrences(List<Run> runs) {
        TreeMap<Instant, List<Run>> occurrences = runs.stream()
                .sorted(Comparator.comparing(Run::attempt))
                .collect(Collectors.groupingBy(Run::scheduled, TreeMap::new, Collectors.toList()));
        assertThat(occurrences).isNotEmpty();
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

    private void checkAttempts(List<Run> attempts) {
        for (int i = 0; i < attempts.size(); i++) {
            Run run = attempts.get(i);
            boolean newest = i == attempts.size() - 1;
            assertThat(run.attempt()).isEqualTo(i + 1);
            boolean cut = run.state() == RunState.INTERRUPTED;
            assertThat(cut || newest)
                    .as("only what was cut is begun again: %s", attempts)
                    .isTrue();
            assertThat(cut && newest && run.attempt() < ATTEMPTS && !run.owner().contains(" %d ".formatted(last)))
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
        Map<String, Set<String>> arrived = inbox.arrived();
        assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(arrived).allSatisfy((id, bodies) -> assertThat(bodies).as(id).hasSize(1));
        assertThat(sent)
                .filteredOn(id -> id.startsWith("run-"))
                .containsExactlyInAnyOrderElementsOf(runs.stream()
                        .filter(run -> run.state() == RunState.REPORT)
                        .map(run -> "run-%d-%d".formatted(run.id(), run.attempt()))
                        .toList());
    }

    /** A problem that was told as new is not told as new again before its end was told. */
    private void checkTold() {
        inbox.stories().forEach((workload, events) -> {
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i)).as("%s: %s", workload, events).isEqualTo(i % 2 == 0 ? "new" : "resolved");
            }
        });
    }
}
