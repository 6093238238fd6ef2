package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Skill;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.core.agent.AgentLoop;
import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.agent.BudgetSettings;
import dev.midwatch.core.agent.LoopSettings;
import dev.midwatch.core.agent.SystemPrompt;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.check.NotifyReason;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobRun;
import dev.midwatch.core.model.ModelClient;
import dev.midwatch.core.model.ModelSettings;
import dev.midwatch.core.model.RetrySettings;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job's list of tools or skills with a name in it that nobody has. */
class StorytellerTest {
    private static final String WHY = "the job's list: there is no skill \"k9s\" (did you mean \"k8s\"?)";
    private static final LedgerUpdate NEWS = new LedgerUpdate(
            Instant.EPOCH,
            NotifyReason.NONE,
            List.of(),
            List.of(),
            List.of("pods in shop: forbidden"),
            List.of(),
            Map.of());

    @TempDir
    Path home;

    private final ScriptedModel model = ScriptedModel.start();
    private Database database;
    private AgentLoop agent;
    private Storyteller storyteller;
    private Function<List<String>, SystemPrompt> prompt = skills -> new SystemPrompt("", List.of(), List.of());

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        ModelSettings settings = ModelSettings.of(URI.create(model.baseUrl()), "none", "test-model");
        agent = new AgentLoop(
                Optional.of(ModelClient.of(List.of(settings), RetrySettings.DEFAULT, Clock.systemUTC())),
                new Budget(new TokenTable(database), new BudgetSettings(0), Clock.systemUTC()),
                new SessionDatabase(database, Clock.systemUTC()),
                Redactor.knowing(List.of()),
                Clock.systemUTC());
        ToolRegistry tools = new ToolRegistry(
                List.of(),
                List.of(Skill.named("k8s", "Kubernetes")),
                permissions -> FakeCluster.empty(),
                (tool, declared, action, authority) -> Called.of(ToolResult.of("")),
                Clock.systemUTC());
        storyteller = new Storyteller(
                agent,
                tools,
                permission -> true,
                skills -> prompt.apply(skills),
                LoopSettings.DEFAULT,
                new FindingRenderer(ZoneOffset.UTC),
                false);
    }

    @AfterEach
    void close() {
        agent.close();
        database.close();
        model.close();
    }

    private JobRun run(String skill) {
        return Runs.of(
                1,
                JobCatalog.open(home.resolve("jobs.json"), Clock.systemUTC(), ZoneOffset.UTC)
                        .create(Map.of(
                                "name",
                                "watch",
                                "schedule",
                                "every 30m",
                                "prompt",
                                "Look.",
                                "skills",
                                List.of(skill))));
    }

    @Test
    void tellsWhatChecksFoundWithoutTheModelAndSaysWhy() {
        Storyteller.Story story = storyteller.tell(run("k9s"), NEWS, "", List.of());

        assertThat(story.text()).contains("pods in shop: forbidden", "told without the model: " + WHY);
        assertThat(story.failure()).isEmpty();
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void tellsWhatChecksFoundThoughThePersonaCannotBeRead() {
        prompt = skills -> {
            throw new UncheckedIOException("the persona cannot be read: SOUL.md", new IOException("malformed"));
        };

        Storyteller.Story story = storyteller.tell(run("k8s"), NEWS, "", List.of());

        assertThat(story.text()).contains("pods in shop: forbidden", "told without the model", "SOUL.md");
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void failsARunThatWouldAskTheModelAlone() {
        assertThat(storyteller.answer(run("k9s"), List.of()).failure()).contains(WHY);
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void asksTheModelWhereEveryNameIsKnown() {
        model.reply("All is well.");

        assertThat(storyteller.answer(run("k8s"), List.of()).text()).isEqualTo("All is well.");
    }

    @Test
    void leadsTheCardsWithWhatTheModelSaidAndWithWhatNoCardTells() {
        model.reply("The node is tired.");

        assertThat(storyteller.tell(run("k8s"), NEWS, "", List.of()).lead())
                .isEqualTo("The node is tired.\n\n👁 cannot see: pods in shop: forbidden");
    }

    @Test
    void leadsTheCardsWithTheHeadlineWhereTheModelIsOfNoUse() {
        assertThat(storyteller.tell(run("k9s"), NEWS, "12 pods", List.of()).lead())
                .startsWith("12 pods\n\n**view of the cluster changed** · watch\n\n👁 cannot see: ")
                .endsWith("*(told without the model: " + WHY + ")*");
    }
}
