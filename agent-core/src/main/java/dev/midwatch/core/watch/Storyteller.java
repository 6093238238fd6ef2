package dev.midwatch.core.watch;

import dev.midwatch.core.agent.AgentLoop;
import dev.midwatch.core.agent.Evidence;
import dev.midwatch.core.agent.LoopSettings;
import dev.midwatch.core.agent.Reply;
import dev.midwatch.core.agent.RunRequest;
import dev.midwatch.core.agent.Silence;
import dev.midwatch.core.agent.StopReason;
import dev.midwatch.core.agent.SystemPrompt;
import dev.midwatch.core.agent.Usage;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.JobRun;
import dev.midwatch.core.skill.SkillTool;
import dev.midwatch.core.tool.Access;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.ToolRegistry;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts news into words: the model's where there is one, the renderer's where there is none or it fails. The model may enrich what is told;
 * it can neither hold it back nor leave anything out.
 */
public final class Storyteller {
    private static final Logger LOG = LoggerFactory.getLogger(Storyteller.class);

    private final AgentLoop agent;
    private final ToolRegistry tools;
    private final Access access;
    private final Function<List<String>, SystemPrompt> prompts;
    private final LoopSettings limits;
    private final FindingRenderer renderer;
    private final boolean wrap;

    /**
     * @param prompts makes the system prompt for the skills of a job
     * @param wrap    whether a reply says above and below which job it came from ({@code cron.wrap_response})
     */
    public Storyteller(
            AgentLoop agent,
            ToolRegistry tools,
            Access access,
            Function<List<String>, SystemPrompt> prompts,
            LoopSettings limits,
            FindingRenderer renderer,
            boolean wrap) {
        this.agent = agent;
        this.tools = tools;
        this.access = access;
        this.prompts = prompts;
        this.limits = limits;
        this.renderer = renderer;
        this.wrap = wrap;
    }

    /**
     * What is to be told.
     *
     * @param text      empty if nothing is
     * @param lead      the same where each finding stands in a card of its own
     * @param failure   why a run that needed the model has no result
     * @param overruled whether the model wanted to be silent and was not let
     */
    record Story(String text, String lead, Usage usage, Optional<String> failure, boolean overruled) {
        private static Story withoutModel(String text, String lead, Usage usage, String why) {
            String note = "*(told without the model: " + why + ")*";
            return new Story(join(text, note), join(lead, note), usage, Optional.empty(), false);
        }

        private static Story none(Usage usage, Optional<String> failure) {
            return new Story("", "", usage, failure, false);
        }
    }

    /** The words for what checks found; facts are shown to the model and told as they are without one. */
    Story tell(JobRun run, LedgerUpdate update, String facts, List<Evidence> context) {
        String job = run.job().name();
        String rendered = join(facts, update.isNews() ? renderer.render(job, update) : "");
        String lead = join(facts, update.isNews() ? renderer.lead(job, update) : "");
        if (run.job().prompt().isBlank() || agent.unavailable().isPresent()) {
            return new Story(rendered, lead, Usage.NONE, Optional.empty(), false);
        }
        Optional<String> astray = astray(run.job());
        if (astray.isPresent()) {
            return Story.withoutModel(rendered, lead, Usage.NONE, astray.get());
        }
        List<Evidence> evidence = new ArrayList<>(context);
        evidence.add(new Evidence("findings", rendered));
        Reply reply;
        try {
            reply = ask(run, evidence);
        } catch (UncheckedIOException e) {
            // SOUL.md, a memory or a skill: none of them may keep a finding from being told.
            LOG.error("a part of the prompt cannot be read", e);
            String why = "a part of the prompt cannot be read: " + e.getMessage();
            return Story.withoutModel(rendered, lead, Usage.NONE, why);
        }
        if (reply.text().isEmpty()) {
            String why = reply.stopped().map(Reply.Stopped::detail).orElse("no answer");
            return Story.withoutModel(rendered, lead, reply.usage(), why);
        }
        Silence.Reading reading = Silence.read(reply.text().get());
        if (reading.quiet()) {
            return new Story(rendered, lead, reply.usage(), Optional.empty(), true);
        }
        return new Story(
                join(join(reading.text(), before(reading.text(), update)), leftOut(reading.text(), run, update)),
                join(reading.text(), String.join("\n\n", FindingRenderer.rest(update))),
                reply.usage(),
                Optional.empty(),
                false);
    }

    /** The answer to a job that has a prompt and no checks. */
    Story answer(JobRun run, List<Evidence> context) {
        Optional<StopReason> unavailable = agent.unavailable();
        if (unavailable.isPresent()) {
            String why = unavailable.get() == StopReason.NO_MODEL
                    ? "a job without checks needs a model: set OPENAI_BASE_URL and model.default, or give the job checks"
                    : "the day's tokens are used up (budget.tokens_per_day)";
            return Story.none(Usage.NONE, Optional.of(why));
        }
        Optional<String> astray = astray(run.job());
        if (astray.isPresent()) {
            return Story.none(Usage.NONE, astray);
        }
        Reply reply = ask(run, context);
        return reply.text()
                .map(Silence::read)
                .map(reading -> reading.quiet() ? "" : wrapped(run, reading.text()))
                .map(text -> new Story(text, text, reply.usage(), Optional.empty(), false))
                .orElseGet(() -> Story.none(reply.usage(), reply.stopped().map(Reply.Stopped::detail)));
    }

    /** A name that is none would leave the model without what it was to look with, and nobody would know. */
    private Optional<String> astray(JobDefinition job) {
        List<String> missing = tools.missing(job.tools(), job.skills());
        return missing.isEmpty() ? Optional.empty() : Optional.of("the job's list: " + String.join("; ", missing));
    }

    private Reply ask(JobRun run, List<Evidence> evidence) {
        Authority authority = Authority.unattended("job:" + run.job().name(), access);
        Set<String> allowed = run.job().tools().isEmpty()
                ? tools.toolsOf(run.job().skills())
                : new TreeSet<>(run.job().tools());
        if (!run.job().skills().isEmpty()) {
            // A line of a skill is of no use to one who cannot read the rest.
            allowed.add(SkillTool.NAME);
        }
        boolean everything = run.job().tools().isEmpty() && run.job().skills().isEmpty();
        return agent.run(new RunRequest(
                run.job().name(),
                run.job().name(),
                Long.toString(run.id()),
                prompts.apply(run.job().skills()),
                run.job().prompt(),
                evidence,
                tools.offer(everything ? authority : authority.only(allowed)),
                limits(run.job()),
                Optional.empty(),
                run.job().model()));
    }

    /** The job's own budget of tokens where it has one. */
    private LoopSettings limits(JobDefinition job) {
        return job.tokenBudget().isEmpty()
                ? limits
                : new LoopSettings(
                        limits.maxTurns(),
                        limits.maxToolCalls(),
                        limits.runBudget(),
                        job.tokenBudget().getAsLong(),
                        limits.resultCharacters(),
                        limits.guard());
    }

    /** What the model said, with the job's name above and below where the operator wants that. */
    private String wrapped(JobRun run, String text) {
        return wrap
                ? "**%s**\n\n%s\n\n*end of %s*"
                        .formatted(run.job().name(), text, run.job().name())
                : text;
    }

    /** What was seen before of those that it did name, unless it told that as well. */
    private static String before(String text, LedgerUpdate update) {
        return update.news().stream()
                .filter(news -> named(text, news))
                .flatMap(news -> Optional.ofNullable(
                                update.seenBefore().get(news.entry().fingerprint()))
                        .stream()
                        .filter(line -> !text.contains(line))
                        .map(line ->
                                "%s · %s".formatted(news.entry().finding().owner(), FindingRenderer.seenBefore(line))))
                .collect(Collectors.joining("\n"));
    }

    private static boolean named(String text, LedgerUpdate.News news) {
        return text.contains(news.entry().finding().owner().name());
    }

    /** Findings whose object the model did not name are added as the renderer tells them. */
    private String leftOut(String text, JobRun run, LedgerUpdate update) {
        List<LedgerUpdate.News> missing =
                update.news().stream().filter(news -> !named(text, news)).toList();
        if (missing.isEmpty()
                && update.blindNews().isEmpty()
                && update.sightNews().isEmpty()) {
            return "";
        }
        return renderer.render(run.job().name(), update.withNews(missing));
    }

    private static String join(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "\n\n" + other;
    }
}
