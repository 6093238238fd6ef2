package dev.midwatch.core.chat;

import static org.awaitility.Awaitility.await;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Person;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ActionRequest;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.action.Reasons;
import dev.midwatch.core.action.Stop;
import dev.midwatch.core.action.Verdict;
import dev.midwatch.core.agent.AgentLoop;
import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.agent.BudgetSettings;
import dev.midwatch.core.agent.LoopSettings;
import dev.midwatch.core.agent.SystemPrompt;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.audit.CanonicalJson;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.ConsoleChannel;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.channel.DeliveryListener;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.channel.OwnInbox;
import dev.midwatch.core.check.CheckPolicy;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.JobBody;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobListener;
import dev.midwatch.core.job.JobNotice;
import dev.midwatch.core.job.JobRun;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.RunFacts;
import dev.midwatch.core.job.RunResult;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.job.SchedulerSettings;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.core.model.ModelClient;
import dev.midwatch.core.model.ModelSettings;
import dev.midwatch.core.model.RetrySettings;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.plugin.Plugins;
import dev.midwatch.core.plugin.TestPlugins;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.Cycle;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** People in a chat, with everything behind it that answers them: a store, a gate over a simulated cluster, a scripted model. */
public final class ChatWorld implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);
    static final Person ANNA = Person.of("111", "Anna");
    static final Person OTTO = new Person("222", "Otto", Set.of("900"));
    static final Person VERA = new Person("333", "Vera", Set.of("800"));
    static final Person STRANGER = Person.of("666", "Mallory");
    static final String PEOPLE = """
            chat:
              allowed_users: [111]
              allowed_roles: [800]
              levels: {900: operator}
            """;

    /** Whoever waits is told nothing before the answer is there. */
    static final Pace PATIENT = new Pace(Duration.ofMillis(300), Duration.ofHours(1), Duration.ofHours(1));

    final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"));
    public final Clock clock = simulation.clock();
    public final ScriptedModel model = ScriptedModel.start();
    final TestChannel channel = new TestChannel();
    final List<Finding> findings = new CopyOnWriteArrayList<>();
    final ExecutorService workers = Executors.newCachedThreadPool();
    public final Database database;
    public final Audit audit;
    public final FindingLedger ledger;
    final ActionGate gate;
    final Outbox outbox;
    public final SessionDatabase sessions;
    final People people;
    final Conversations conversations;
    final Inbox inbox;
    public final JobCatalog jobs;
    /** What the tool {@code kubectl} does with a command. */
    public volatile Function<String, String> tool = command -> "ran " + command;

    volatile int decided;
    /** What a conversation takes, and what decides; to be talked and decided with past the chat. */
    public Talk talk;

    public Decisions decisions;
    private final Home home;
    private final Cluster cluster;
    private final AgentLoop agent;
    private final Couriers couriers;
    private final Channels channels;
    private final CheckCatalog checks;
    private boolean takenOut;
    private final Cycle cycle;

    public ChatWorld(Path directory) throws IOException {
        this(directory, PATIENT, world -> {});
    }

    /** @param before what is done with the store before anybody is heard */
    ChatWorld(Path directory, Pace pace, Consumer<ChatWorld> before) throws IOException {
        home = new Home(directory);
        Files.writeString(home.config(), PEOPLE);
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig());
        cluster = Cluster.connect(ClusterSettings.of(kubeconfig));
        database = Database.open(home.database());
        audit = new Audit(home.audit(), clock);
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, clock);
        gate = new ActionGate(
                cluster.live(),
                cluster.writer(),
                database,
                audit,
                new Stop(directory.resolve("STOP")),
                ChatWorld::propose,
                new Reasons(ledger, action -> true),
                clock);
        ConsoleChannel console =
                new ConsoleChannel(new PrintStream(OutputStream.nullOutputStream()), Optional.empty(), "me", false);
        channels = new Channels(List.of(console, channel), Map.of());
        outbox = new Outbox(database, channels, clock, DeliveryListener.NONE);
        couriers = new Couriers(outbox, clock, new Random(1));
        sessions = new SessionDatabase(database, clock);
        people = new People(channels, this::plugins, config());
        Budget budget = new Budget(new TokenTable(database), new BudgetSettings(0), Clock.systemUTC());
        agent = new AgentLoop(
                Optional.of(ModelClient.of(
                        List.of(ModelSettings.of(URI.create(model.baseUrl()), "", "test-model")
                                .deadline(Duration.ofSeconds(30))),
                        RetrySettings.DEFAULT,
                        Clock.systemUTC())),
                budget,
                sessions,
                Redactor.ofProcess(),
                Clock.systemUTC());
        checks = new CheckCatalog(List.of(new RegisteredCheck("test", check())));
        cycle = new Cycle(
                cluster,
                new CheckRunner(clock, CheckPolicy.DEFAULTS, text -> text),
                new SnapshotScope(List.of(), List.of()));
        jobs = JobCatalog.open(home.jobs(), clock, ZoneOffset.UTC);
        before.accept(this);
        conversations = conversations(budget, pace);
        inbox = new OwnInbox("chat", conversations);
        conversations.resume();
        couriers.start(conversations);
    }

    private Conversations conversations(Budget budget, Pace pace) {
        talk = new Talk(
                agent,
                tools(),
                permission -> true,
                () -> new SystemPrompt("You are Midwatch.", List.of(), List.of()),
                LoopSettings.DEFAULT,
                sessions,
                new PutForward(new ProposalStore(database), new Times(ZoneOffset.UTC)),
                new FindingTalks(database, sessions, ledger));
        SchedulerSettings settings = SchedulerSettings.defaults(ZoneOffset.UTC);
        RunStore runs = new RunStore(database);
        Scheduler scheduler =
                new Scheduler(database, jobs, home.output(), body(), silent(), settings, clock, Runnable::run);
        WatchState watch = new WatchState(jobs, runs, new Outlook(database, settings, clock), clock);
        CommandParts parts = new CommandParts(
                watch,
                ledger,
                new Silencing(ledger, audit),
                new ProposalStore(database),
                budget,
                cycle,
                checks,
                scheduler,
                audit);
        decisions = new Decisions(gate, id -> "all about " + id, () -> decided++, clock);
        return Conversations.of(people, decisions, talk, parts, outbox, channels, database, clock, workers, pace);
    }

    private Plugins plugins() {
        Plugins none = TestPlugins.load(Path.of("no-plugins"), name -> null);
        LoadedPlugin chat = new LoadedPlugin("channel-chat", Path.of("chat.jar"), "1", List.of(), List.of(channel));
        return new Plugins(takenOut ? List.of() : List.of(chat), List.of(), none.files());
    }

    /** Takes the channel's plugin out, as the gateway does. */
    void takeOut() {
        takenOut = true;
        people.replace(config());
    }

    Config config() {
        return ConfigLoader.load(home, Map.of(), Map.of());
    }

    /** As an edit of the file that has settled. */
    void edit(String config) throws IOException {
        Files.writeString(home.config(), config);
        people.replace(config());
    }

    private static ActionsConfig propose() {
        return new ActionsConfig(
                ActionsConfig.Mode.PROPOSE,
                List.of("kube-system"),
                new ActionsConfig.Rate(5, 20),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                List.of(),
                new ActionsConfig.Exec(false, List.of()));
    }

    private ToolRegistry tools() {
        Tool kubectl = new Tool() {
            @Override
            public ToolSpec spec() {
                return ToolSpec.named("kubectl", "Runs a read-only command.").text("command", "the command");
            }

            @Override
            public List<Permission> permissions() {
                return List.of(Permission.readAny());
            }

            @Override
            public ToolResult call(Json arguments, ToolContext context) {
                return ToolResult.of(tool.apply(arguments.get("command").text()));
            }
        };
        return new ToolRegistry(
                List.of(kubectl),
                List.of(),
                permissions -> FakeCluster.empty(),
                (name, declared, action, authority) -> Called.of(ToolResult.of("submitted")),
                clock);
    }

    private Check check() {
        return new Check() {
            @Override
            public String name() {
                return "test-check";
            }

            @Override
            public String description() {
                return "finds what it is told to find";
            }

            @Override
            public List<Permission> permissions() {
                return List.of(Permission.of(Verb.LIST, ResourceType.PODS));
            }

            @Override
            public List<Finding> run(CheckContext context) {
                return List.copyOf(findings);
            }
        };
    }

    private static JobBody body() {
        return run -> RunResult.quiet(new RunFacts("3 pods", "secrets in shop: forbidden", 0, 0));
    }

    private static JobListener silent() {
        return new JobListener() {
            @Override
            public void finished(JobRun run, RunResult result) {}

            @Override
            public void notice(JobNotice notice) {}
        };
    }

    /** The ledger learns of whatever is broken now. */
    void takeIn() {
        ledger.update(cycle.look(checks.all()));
    }

    /** Something that is wrong with a pod of the shop is in the ledger; returns its fingerprint. */
    public String broken(String summary) {
        Finding finding = Finding.of("PodFailing", Severity.CRITICAL, ObjectRef.of(ResourceType.PODS, "shop", "web-1"))
                .summary(summary);
        findings.add(finding);
        takeIn();
        return finding.fingerprint();
    }

    /** A restart of the shop that waits for somebody. */
    public Proposal proposal() throws ClusterException {
        return proposal("shop", "job:pods");
    }

    /** A restart of the Deployment that is called like its namespace. */
    public Proposal proposal(String name, String origin) throws ClusterException {
        var found = cluster.live().find(ResourceType.DEPLOYMENTS, name, name).orElseThrow();
        Map<String, Object> annotations =
                Map.of("kubectl.kubernetes.io/restartedAt", clock.instant().toString());
        Action restart = new Action.Patch(
                new Intent(
                        "rollout_restart",
                        ResourceType.DEPLOYMENTS,
                        found.ref(),
                        Risk.SAFE,
                        "kubectl -n %1$s rollout restart deployment/%1$s".formatted(name)),
                "",
                PatchType.STRATEGIC_MERGE,
                Json.of(Map.of("spec", Map.of("template", Map.of("metadata", Map.of("annotations", annotations))))));
        Verdict verdict = gate.submit(new ActionRequest(
                restart,
                List.of(Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS)),
                Optional.empty(),
                "it crashes",
                origin));
        return ((Verdict.Asked) verdict).proposal();
    }

    Proposal.State state(Proposal proposal) {
        return gate.proposal(proposal.id()).orElseThrow().state();
    }

    /** A report that asks for these and opens a thread; returns the thread. */
    String report(String text, Proposal... asks) {
        String id = "report-" + channel.sent.size();
        outbox.enqueue(OutboundMessage.of(id, "chat", text)
                .choices(List.of(asks).stream()
                        .map(one -> new OutboundMessage.Choice("approve:" + one.id(), "Approve", true))
                        .toList())
                .topic(Optional.of("shop is down")));
        await().atMost(SOON).until(() -> outbox.known("chat", "receipt-" + id).isPresent());
        return "chat:thread-of-" + id;
    }

    void say(Person person, String text) {
        say("chat:1", person, text);
    }

    void say(String target, Person person, String text) {
        inbox.message(InboundMessage.of(target, person, text));
    }

    /** Waits until so many messages arrived. */
    List<String> told(int messages) {
        await().atMost(SOON).until(() -> channel.sent.size() >= messages);
        return channel.texts();
    }

    String press(Person person, String value) {
        return inbox.decide(new Decision(value, "chat", person));
    }

    String command(Person person, String name, Map<String, String> options) {
        return inbox.command(new Command.Call(name, options, "chat:1", person)).text();
    }

    String command(Person person, String name) {
        return command(person, name, Map.of());
    }

    /** The steps that the audit file has, with who took them. */
    List<String> audited() {
        return audit.lines().stream()
                .map(CanonicalJson::parse)
                .map(line -> line.get("step").text() + " " + line.get("by").text())
                .map(String::strip)
                .toList();
    }

    /** Ends as a process does that is told to. */
    @Override
    public void close() {
        couriers.close();
        conversations.close();
        agent.close();
        workers.shutdownNow();
        database.close();
        cluster.close();
        model.close();
        simulation.close();
    }
}
