package dev.midwatch.core.watch;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ProposalStandings;
import dev.midwatch.core.action.Reasons;
import dev.midwatch.core.action.Stop;
import dev.midwatch.core.action.Verification;
import dev.midwatch.core.agent.AgentLoop;
import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.agent.BudgetSettings;
import dev.midwatch.core.agent.LoopSettings;
import dev.midwatch.core.agent.SystemPrompt;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.channel.WatchdogPing;
import dev.midwatch.core.check.CheckPolicy;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.check.TrendStore;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.incident.Incidents;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.job.SchedulerSettings;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A watch that goes on, over a simulated cluster whose clock stands: no job is ever due by itself. */
final class LookoutWorld implements AutoCloseable {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final ActionsConfig NO_ACTIONS = new ActionsConfig(
            ActionsConfig.Mode.OFF,
            List.of(),
            new ActionsConfig.Rate(2, 20),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            List.of(),
            new ActionsConfig.Exec(false, List.of()));

    final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"), NOON, 0, 1);
    final Wall wall = new Wall();
    final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<ObjectRef> measured = new AtomicReference<>();
    final JobCatalog jobs;
    final RunStore runs;
    private final Cluster cluster;
    private final Database database;
    private final AgentLoop agent;
    private final Couriers couriers;
    private final Lookout lookout;
    private final ExecutorService workers = Executors.newCachedThreadPool();

    /** Nodes that are not ready, at once. */
    private final class Nodes implements Check {
        @Override
        public String name() {
            return "node";
        }

        @Override
        public String description() {
            return "Nodes that are not ready";
        }

        @Override
        public List<Permission> permissions() {
            return List.of(
                    Permission.list(ResourceType.NODES, "status.conditions"),
                    Permission.list(ResourceType.CONFIG_MAPS, "data"));
        }

        @Override
        public boolean urgent() {
            return true;
        }

        @Override
        public List<Finding> run(CheckContext context) throws ClusterException {
            looks.incrementAndGet();
            List<Finding> findings = new ArrayList<>();
            for (KubeObject node : context.cluster().list(ResourceType.NODES)) {
                measured.set(node.ref());
                context.trend("looks", node.ref(), looks.get());
                node.condition("Ready")
                        .filter(ready -> !ready.isTrue())
                        .ifPresent(ready -> findings.add(
                                Finding.critical("NodeNotReady", node).summary(node + " is not ready")));
            }
            return findings;
        }
    }

    /** Reads also what nobody can follow. */
    private static final class Usage implements Check {
        @Override
        public String name() {
            return "usage";
        }

        @Override
        public String description() {
            return "What pods use";
        }

        @Override
        public List<Permission> permissions() {
            return List.of(
                    Permission.list(ResourceType.CONFIG_MAPS, "data"),
                    Permission.list(ResourceType.POD_METRICS, "containers"));
        }

        @Override
        public boolean urgent() {
            return true;
        }

        @Override
        public List<Finding> run(CheckContext context) throws ClusterException {
            context.cluster().list(ResourceType.POD_METRICS);
            return List.of();
        }
    }

    LookoutWorld(Path directory) throws IOException {
        Clock clock = simulation.clock();
        cluster = Cluster.connect(
                ClusterSettings.of(Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig())));
        database = Database.open(directory.resolve("state.db"));
        jobs = JobCatalog.open(directory.resolve("jobs.json"), clock, ZoneOffset.UTC);
        runs = new RunStore(database);
        FindingLedger ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, clock);
        Audit audit = new Audit(directory.resolve("audit.jsonl"), clock);
        ActionGate gate = new ActionGate(
                cluster.live(),
                cluster.writer(),
                database,
                audit,
                new Stop(directory.resolve("STOP")),
                () -> NO_ACTIONS,
                new Reasons(ledger, name -> false),
                clock);
        Outbox outbox = new Outbox(database, new Channels(List.of(wall), Map.of()), clock, Post.tell(ledger));
        couriers = new Couriers(outbox, clock, new Random(1));
        Post post = new Post(outbox, ledger);
        agent = new AgentLoop(
                Optional.empty(),
                new Budget(new TokenTable(database), new BudgetSettings(0), clock),
                new SessionDatabase(database, clock),
                Redactor.knowing(List.of()),
                clock);
        CheckCatalog checks = new CheckCatalog(
                List.of(new RegisteredCheck("test", new Nodes()), new RegisteredCheck("test", new Usage())));
        Cycle cycle = new Cycle(
                cluster, new CheckRunner(clock, CheckPolicy.DEFAULTS, text -> text), SnapshotScope.EVERYTHING);
        TrendStore trends = new TrendStore(database);
        Times times = new Times(ZoneOffset.UTC);
        JobRunner body = new JobRunner(
                runs,
                checks,
                cycle,
                ledger,
                new Incidents(cluster.live(), database, ledger, times, clock),
                new Verification(cluster.live(), database, ledger, audit, clock),
                new Repairs(Map::of, permissions -> cluster.live(), gate, clock),
                storyteller(clock),
                new Context(
                        new Home(directory),
                        Optional::empty,
                        new OpenFindings(ledger, clock),
                        permissions -> cluster.live(),
                        clock),
                post,
                new WatchdogPing(Optional.empty(), () -> null, workers),
                new CardReconciler(
                        database, outbox, new ProposalStandings(database, ledger, times, clock), ledger, times, clock),
                times);
        Scheduler scheduler = new Scheduler(
                database,
                jobs,
                directory.resolve("output"),
                body,
                post,
                SchedulerSettings.defaults(ZoneOffset.UTC),
                clock,
                workers);
        lookout = new Lookout(cluster, SnapshotScope.EVERYTHING, cycle, trends, checks, jobs, ledger, runs, scheduler);
    }

    private Storyteller storyteller(Clock clock) {
        ToolRegistry tools = new ToolRegistry(
                List.of(),
                List.of(),
                permissions -> cluster.live(),
                (tool, declared, action, authority) -> {
                    throw new AssertionError("nothing is to be written");
                },
                clock);
        return new Storyteller(
                agent,
                tools,
                permission -> true,
                skills -> new SystemPrompt("", List.of(), List.of()),
                LoopSettings.DEFAULT,
                new FindingRenderer(ZoneOffset.UTC),
                false);
    }

    void job(String name, String when) {
        job(name, "every 24h", when);
    }

    void job(String name, String schedule, String when) {
        List<String> both = List.of("node", "usage");
        jobs.create(Map.of("name", name, "schedule", schedule, "checks", both, "deliver", "wall", "when", when));
    }

    long listsOf(String resource) {
        return cluster.requests().byKind().entrySet().stream()
                .filter(one -> one.getKey().verb().equals("list")
                        && one.getKey().resource().equals(resource))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    void begin() {
        lookout.begin();
    }

    List<Run> runs() {
        return runs.recent(100);
    }

    /** What hangs on the wall. */
    String told() {
        couriers.deliverDue();
        synchronized (wall) {
            return wall.hanging.values().toString();
        }
    }

    /** How many objects of what the check lists are followed. */
    boolean follows(ResourceType type) {
        return cluster.mirror()
                .map(mirror ->
                        mirror.standings().stream().anyMatch(one -> one.type().equals(type)))
                .orElse(false);
    }

    /** What was kept of what the check measured of the node that it saw last. */
    List<Trend.Point> kept() {
        Trend.Point later = new Trend.Point(NOON.plus(Duration.ofHours(1)), 0);
        List<Trend.Point> points = new TrendStore(database)
                .open()
                .with("node", "looks", measured.get(), later)
                .points();
        return points.subList(0, points.size() - 1);
    }

    @Override
    public void close() {
        lookout.close();
        workers.shutdownNow();
        agent.close();
        cluster.close();
        simulation.close();
        database.close();
    }
}
