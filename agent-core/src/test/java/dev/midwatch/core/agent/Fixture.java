package dev.midwatch.core.agent;

import dev.midwatch.api.Json;
import dev.midwatch.api.Skill;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.SessionStore;
import dev.midwatch.api.store.Turn;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.model.ModelClient;
import dev.midwatch.core.model.ModelFixture;
import dev.midwatch.core.model.ModelSettings;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.tool.Toolset;
import dev.midwatch.core.trace.Tracer;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.model.ScriptedModel;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A loop on a scripted model, with everything round it in memory. */
final class Fixture implements AutoCloseable {
    static final String KEY = ModelFixture.KEY;

    final ScriptedModel model = ScriptedModel.start();
    final List<TokenLedger.Entry> spent = new ArrayList<>();
    final Sessions sessions = new Sessions();
    final List<Duration> pauses = new ArrayList<>();
    long tokensPerDay;
    ModelSettings settings = ModelFixture.settings(model);
    List<ModelSettings> fallbacks = List.of();
    Optional<ModelSettings> compression = Optional.empty();
    Optional<ModelSettings> naming = Optional.empty();
    final CompletableFuture<String> titles = new CompletableFuture<>();
    String title = "a run";
    List<Memory> memories = List.of();
    LoopSettings limits = LoopSettings.DEFAULT;
    Optional<String> instead = Optional.empty();
    String soul = "You are Midwatch.";
    List<Evidence> evidence = List.of();
    List<Tool> tools = List.of(tool("kubectl", command -> ToolResult.of("ran " + command)));

    Reply run(String task) {
        try (AgentLoop loop = loop()) {
            return loop.run(request(task, Optional.empty()));
        }
    }

    AgentLoop loop() {
        return new AgentLoop(
                Optional.of(client()),
                new SideWork(
                        compression.map(cheap -> ModelFixture.client(cheap, List.of(), pauses)),
                        naming.map(cheap -> ModelFixture.client(cheap, List.of(), pauses)),
                        (session, title) -> titles.complete(title)),
                budget(),
                sessions,
                Redactor.knowing(List.of(KEY)),
                realTime(),
                Tracer.OFF);
    }

    Budget budget() {
        TokenLedger ledger = new TokenLedger() {
            @Override
            public void add(Entry entry) {
                spent.add(entry);
            }

            @Override
            public long spentSince(java.time.Instant moment) {
                return spent.stream()
                        .mapToLong(entry -> entry.input() + entry.output())
                        .sum();
            }
        };
        return new Budget(ledger, new BudgetSettings(tokensPerDay), Clock.systemUTC());
    }

    ModelClient client() {
        return ModelFixture.client(settings, fallbacks, pauses);
    }

    RunRequest request(String task, Optional<String> session) {
        return new RunRequest(
                title,
                "cluster-health-check",
                "run-1",
                new SystemPrompt(soul, List.of(), memories),
                task,
                evidence,
                toolset(),
                limits,
                session,
                instead);
    }

    Toolset toolset() {
        FakeCluster cluster = FakeCluster.empty();
        return new ToolRegistry(
                        tools,
                        List.of(),
                        permissions -> cluster,
                        (tool, declared, action, authority) -> Called.of(ToolResult.of("submitted")),
                        realTime())
                .offer(Authority.unattended("job:cluster-health-check", permission -> true));
    }

    /** Of a person who may act, with one action that does this in the cluster. */
    RunRequest acting(String task, Runnable change) {
        ActionTool restart = new ActionTool() {
            @Override
            public ToolSpec spec() {
                return ToolSpec.named("restart", "Restarts a workload.").text("name", "which");
            }

            @Override
            public List<Permission> permissions() {
                return List.of();
            }

            @Override
            public Action plan(Json arguments, ToolContext context) {
                return null;
            }
        };
        Toolset toolset = new ToolRegistry(
                        tools,
                        List.of(Skill.named("test", "acts").actions(restart)),
                        permissions -> FakeCluster.empty(),
                        (tool, declared, action, authority) -> {
                            change.run();
                            return Called.wrote("done");
                        },
                        realTime())
                .offer(Authority.unattended("job:test", permission -> true));
        RunRequest plain = request(task, Optional.empty());
        return new RunRequest(
                plain.title(),
                plain.job(),
                plain.run(),
                plain.prompt(),
                task,
                List.of(),
                toolset,
                limits,
                Optional.empty(),
                Optional.empty());
    }

    static InstantSource realTime() {
        return InstantSource.system();
    }

    static Tool tool(String name, Function<String, ToolResult> answer) {
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return ToolSpec.named(name, "Runs a read-only command.").text("command", "the command");
            }

            @Override
            public List<Permission> permissions() {
                return List.of(Permission.readAny());
            }

            @Override
            public ToolResult call(Json arguments, ToolContext context) {
                return answer.apply(arguments.get("command").text());
            }
        };
    }

    @Override
    public void close() {
        model.close();
    }

    /** Keeps turns in a map. */
    static final class Sessions implements SessionStore {
        final Map<String, List<Turn>> turns = new LinkedHashMap<>();

        @Override
        public Session start(String title, String origin) {
            String id = "s" + (turns.size() + 1);
            turns.put(id, new ArrayList<>());
            return new Session(id, title, origin, java.time.Instant.EPOCH);
        }

        @Override
        public Optional<Session> find(String id) {
            return Optional.empty();
        }

        @Override
        public void append(String sessionId, Turn turn) {
            turns.get(sessionId).add(turn);
        }

        @Override
        public List<Turn> turns(String sessionId) {
            return List.copyOf(turns.get(sessionId));
        }

        @Override
        public List<Session> recent(int limit) {
            return List.of();
        }

        @Override
        public List<Session> search(String words, int limit) {
            return List.of();
        }
    }
}
