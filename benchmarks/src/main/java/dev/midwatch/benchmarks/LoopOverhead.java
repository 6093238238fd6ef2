package dev.midwatch.benchmarks;

import dev.midwatch.core.agent.AgentLoop;
import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.agent.BudgetSettings;
import dev.midwatch.core.agent.LoopSettings;
import dev.midwatch.core.agent.Reply;
import dev.midwatch.core.agent.RunRequest;
import dev.midwatch.core.agent.SystemPrompt;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.model.ModelClient;
import dev.midwatch.core.model.ModelSettings;
import dev.midwatch.core.model.RetrySettings;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.tool.Toolset;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.model.RecordedRequest;
import dev.midwatch.testkit.model.ScriptedModel;
import dev.midwatch.testkit.model.Step;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What the agent loop adds to the time of the model: runs of twenty turns with a tool call each, over loopback and with a store on disk, against
 * the same requests sent to the same server by a bare HTTP client.
 */
public final class LoopOverhead {
    private static final int TURNS = 20;
    private static final int RUNS = 60;
    private static final int WARM_UP = 60;
    private static final Duration PAUSE = Duration.ofMillis(3);
    private static final String RESULT = "NAME READY STATUS\n" + "web-6d5f7c9b8-x2x4z 1/1 Running\n".repeat(60);

    private LoopOverhead() {}

    /** @param args a new directory for the store */
    public static void main(String[] args) throws IOException, InterruptedException {
        long[] loop = new long[RUNS];
        long[] bare = new long[RUNS];
        InstantSource clock = InstantSource.system();
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (Database database = Database.open(Path.of(args[0], "state.db"));
                ScriptedModel model = ScriptedModel.start().answering(LoopOverhead::answer);
                AgentLoop agent = agent(model, database, clock)) {
            ToolRegistry tools = tools(clock);
            for (int run = -WARM_UP; run < RUNS; run++) {
                model.forgetRequests();
                long began = System.nanoTime();
                Reply reply = agent.run(request(tools));
                long took = (System.nanoTime() - began) / (TURNS + 1);
                reply.text().orElseThrow(() -> new IllegalStateException("no answer: " + reply));
                long again = replay(model.requests(), http, model.baseUrl());
                if (run >= 0) {
                    loop[run] = took;
                    bare[run] = again;
                }
            }
        }
        System.out.println("a turn of the loop: " + Percentiles.of(loop));
        System.out.println("the same exchange by a bare client: " + Percentiles.of(bare));
    }

    /** A call for each turn, and then the answer. */
    private static Optional<Step> answer(RecordedRequest request) {
        int turn = request.contents("tool").size();
        return Optional.of(
                turn < TURNS
                        ? Step.toolCall("look", "{\"what\":\"pods in namespace-" + turn + "\"}")
                        : Step.reply("All of them run."));
    }

    private static AgentLoop agent(ScriptedModel model, Database database, InstantSource clock) {
        ModelSettings settings =
                ModelSettings.of(URI.create(model.baseUrl()), "", "scripted").contextLength(200_000);
        return new AgentLoop(
                Optional.of(ModelClient.of(List.of(settings), RetrySettings.DEFAULT, clock)),
                new Budget(new TokenTable(database), new BudgetSettings(0), Clock.systemUTC()),
                new SessionDatabase(database, clock),
                Redactor.ofProcess(),
                clock);
    }

    /** As a gateway has them: for all its runs. */
    private static ToolRegistry tools(InstantSource clock) {
        return new ToolRegistry(
                List.of(new LookTool(RESULT)),
                List.of(),
                permissions -> FakeCluster.empty(),
                (tool, declared, action, by) -> {
                    throw new IllegalStateException("nothing acts here");
                },
                clock);
    }

    private static RunRequest request(ToolRegistry registry) {
        Toolset tools = registry.offer(Authority.unattended("benchmark", permission -> true));
        return new RunRequest(
                "benchmark",
                "benchmark",
                "1",
                new SystemPrompt("You are Midwatch. ".repeat(100), List.of(), List.of()),
                "Look at every namespace.",
                List.of(),
                tools,
                LoopSettings.DEFAULT
                        .runBudget(Duration.ofMinutes(5))
                        .tokensPerRun(0)
                        .maxTurns(TURNS + 1),
                Optional.empty(),
                Optional.empty());
    }

    /** The same bodies again; the time of one exchange. */
    private static long replay(List<RecordedRequest> requests, HttpClient http, String baseUrl)
            throws IOException, InterruptedException {
        long took = 0;
        for (RecordedRequest request : requests) {
            // Between two exchanges the loop works, too; a connection that has rested answers later.
            Thread.sleep(PAUSE.toMillis());
            long began = System.nanoTime();
            http.send(
                    HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(request.text()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            took += System.nanoTime() - began;
        }
        return took / requests.size();
    }
}
