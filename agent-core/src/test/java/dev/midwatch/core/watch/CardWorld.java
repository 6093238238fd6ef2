package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.Approver;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStandings;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.action.Reasons;
import dev.midwatch.core.action.Recovery;
import dev.midwatch.core.action.Stop;
import dev.midwatch.core.action.Verification;
import dev.midwatch.core.agent.Usage;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.check.CheckPolicy;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobRun;
import dev.midwatch.core.job.RunFacts;
import dev.midwatch.core.job.RunResult;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Level;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A real store, gate and outbox over a simulated cluster, and a wall on which everything is told; what checks find is made up. */
final class CardWorld implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Times TIMES = new Times(ZoneOffset.UTC);
    private static final ActionsConfig ACTIONS = new ActionsConfig(
            ActionsConfig.Mode.PROPOSE,
            List.of(),
            new ActionsConfig.Rate(2, 20),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            List.of(),
            new ActionsConfig.Exec(false, List.of()));

    /** Happens while an approval is judged. */
    Runnable meanwhile = () -> {};
    /** Whether the channel is loaded at the next start. */
    boolean there = true;

    final Wall wall = new Wall();
    final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"), NOON, 0, 1);
    private final Path directory;
    private final Cluster cluster;
    private final JobCatalog jobs;
    private long runs;

    Database database;
    FindingLedger ledger;
    ActionGate gate;
    Outbox outbox;
    CardReconciler cards;
    ProposalText texts;
    private Couriers couriers;
    private Verification verification;
    private Verifier verifier;
    private Repairs repairs;
    private Post post;

    CardWorld(Path directory) throws IOException {
        this.directory = directory;
        this.cluster = Cluster.connect(
                ClusterSettings.of(Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig())));
        this.jobs = JobCatalog.open(directory.resolve("jobs.json"), simulation.clock(), ZoneOffset.UTC);
        jobs.create(Map.of("name", "watch", "schedule", "every 30m", "checks", List.of("pod"), "deliver", "wall"));
        open();
    }

    private void open() {
        Clock clock = simulation.clock();
        database = Database.open(directory.resolve("state.db"));
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, clock);
        Audit audit = new Audit(directory.resolve("audit.jsonl"), clock);
        gate = new ActionGate(
                cluster.live(),
                cluster.writer(),
                database,
                audit,
                new Stop(directory.resolve("STOP")),
                () -> ACTIONS,
                new Reasons(ledger, name -> {
                    meanwhile.run();
                    return true;
                }),
                clock);
        outbox = new Outbox(
                database, new Channels(there ? List.of(wall) : List.of(), Map.of()), clock, Post.tell(ledger));
        couriers = new Couriers(outbox, clock, new Random(1));
        post = new Post(outbox, ledger);
        repairs = new Repairs(() -> Map.of(Restart.NAME, new Restart()), permissions -> cluster.live(), gate, clock);
        verification = new Verification(cluster.live(), database, ledger, audit, clock);
        Cycle cycle = new Cycle(
                cluster, new CheckRunner(clock, CheckPolicy.DEFAULTS, text -> text), SnapshotScope.EVERYTHING);
        verifier = new Verifier(
                new Recovery(cluster.live(), database, audit, clock),
                verification,
                new CheckCatalog(List.of()),
                cycle,
                ledger,
                gate,
                jobs,
                post);
        ProposalStandings standings = new ProposalStandings(database, ledger, TIMES, clock);
        cards = new CardReconciler(database, outbox, standings, ledger, TIMES, clock);
        texts = new ProposalText(database, standings, TIMES);
    }

    /** As after the end of the process; the wall stays. */
    void restart() {
        database.close();
        open();
    }

    /** The shop crashes, and there is a remedy. */
    static Finding crash() {
        return crash("shop", "shop");
    }

    static Finding crash(String namespace, String name) {
        return Finding.of(
                        "CrashLoopBackOff", Severity.CRITICAL, ObjectRef.of(ResourceType.DEPLOYMENTS, namespace, name))
                .summary("container %2$s of %1$s/%2$s keeps crashing".formatted(namespace, name))
                .evidence("log", "starting\nconnection refused")
                .remedy(Restart.NAME, Map.of("namespace", namespace, "name", name));
    }

    /** Something nobody can repair. */
    static Finding full(Severity severity) {
        return Finding.of("VolumeFilling", severity, ObjectRef.of(ResourceType.DEPLOYMENTS, "shop", "postgres"))
                .summary("the volume of shop/postgres fills up");
    }

    /** A run that sees this, and tells what of it is news. */
    void run(Finding... seen) {
        JobRun run = Runs.of(++runs, jobs.find("watch").orElseThrow());
        LedgerUpdate update = ledger.claim(report(seen), JobRunner.messageId(run), all -> all);
        if (update.isNews()) {
            FindingRenderer renderer = new FindingRenderer(ZoneOffset.UTC);
            Storyteller.Story story = new Storyteller.Story(
                    renderer.render("watch", update),
                    renderer.lead("watch", update),
                    Usage.NONE,
                    Optional.empty(),
                    false);
            Offer offer = repairs.offer(update, "job:watch");
            RunMessage message = new RunMessage(TIMES, post::lastAbout);
            post.write(run, new Post.Letter(message.of(run, story, offer, update), update.news()));
            database.inTransaction(
                    () -> post.finished(run, RunResult.report(RunMessage.text(run, story, offer), RunFacts.none())));
        }
        deliver();
    }

    /** Looks again after an action, as the checks would, and tells what came of it. */
    void verify(Finding... seen) {
        ledger.update(report(seen));
        verification.judge();
        verifier.look();
        deliver();
    }

    /** One round of looking at the cards; what they show from now on. */
    void reconcile() {
        cards.reconcile();
        deliver();
    }

    void deliver() {
        couriers.deliverDue();
    }

    void pass(Duration time) {
        simulation.advance(time);
    }

    void decide(boolean approve, String who) {
        assertThat(gate.decide(proposal().id(), approve, new Approver(who, Level.APPROVER)))
                .isNotNull();
    }

    Proposal proposal() {
        return new ProposalStore(database).all().get(0);
    }

    List<String> proposals() {
        return new ProposalStore(database).all().stream().map(Proposal::id).toList();
    }

    private CheckReport report(Finding... seen) {
        return new CheckReport(
                simulation.clock().instant(),
                Duration.ZERO,
                Set.of("pod"),
                List.of(),
                Arrays.stream(seen)
                        .map(finding -> new Observed(
                                "test", List.of("pod"), finding.fingerprint(), finding, 1, Optional.empty()))
                        .toList(),
                new Coverage(List.of(new Coverage.LookedAt("pods", 3)), List.of(), List.of()),
                Map.of("pod", List.of(ResourceType.PODS)));
    }

    @Override
    public void close() {
        database.close();
        cluster.close();
        simulation.close();
    }
}
