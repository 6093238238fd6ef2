package dev.midwatch.core.watch;

import dev.midwatch.api.Job.When;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.action.Verification;
import dev.midwatch.core.agent.Evidence;
import dev.midwatch.core.channel.WatchdogPing;
import dev.midwatch.core.check.Change;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.incident.Incidents;
import dev.midwatch.core.job.JobBody;
import dev.midwatch.core.job.JobRun;
import dev.midwatch.core.job.RunFacts;
import dev.midwatch.core.job.RunResult;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.kube.Coverage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run of a job does, in reading order. */
public final class JobRunner implements JobBody {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final RunStore runs;
    private final CheckCatalog checks;
    private final Cycle cycle;
    private final FindingLedger ledger;
    private final Incidents incidents;
    private final Verification verification;
    private final Repairs repairs;
    private final Storyteller storyteller;
    private final Context context;
    private final Post post;
    private final WatchdogPing watchdog;
    private final CardReconciler cards;
    private final RunMessage message;

    public JobRunner(
            RunStore runs,
            CheckCatalog checks,
            Cycle cycle,
            FindingLedger ledger,
            Incidents incidents,
            Verification verification,
            Repairs repairs,
            Storyteller storyteller,
            Context context,
            Post post,
            WatchdogPing watchdog,
            CardReconciler cards,
            Times times) {
        this.runs = runs;
        this.checks = checks;
        this.cycle = cycle;
        this.ledger = ledger;
        this.incidents = incidents;
        this.verification = verification;
        this.repairs = repairs;
        this.storyteller = storyteller;
        this.context = context;
        this.post = post;
        this.watchdog = watchdog;
        this.cards = cards;
        this.message = new RunMessage(times, post::lastAbout);
    }

    @Override
    public RunResult run(JobRun run) {
        // What went since the last look, before it may be seen to be back; and then what has come.
        learn();
        RunResult result = look(run);
        learn();
        cards.reconcile();
        return result;
    }

    /** What is kept of the past decides nothing: no run fails over it. */
    private void learn() {
        try {
            incidents.learn();
        } catch (RuntimeException e) {
            LOG.warn("what ended and began could not be kept", e);
        }
    }

    private RunResult look(JobRun run) {
        List<RegisteredCheck> wanted = checks.named(run.job().checks(), cycle::unasked);
        List<CheckReport.Gap> missing = checks.missing(run.job().checks());
        if (wanted.isEmpty()) {
            return run.job().checks().isEmpty() ? answer(run) : RunResult.failed(none(missing), RunFacts.none());
        }
        CheckReport report = cycle.look(wanted).withGaps(missing);
        if (sawNothing(report)) {
            return RunResult.failed(firstGap(report), facts(report, Optional.empty()));
        }
        // If nothing comes of the run, Post gives the news back.
        LedgerUpdate update = incidents.recall(ledger.claim(report, messageId(run), this::withoutRepairs));
        if (!runs.isGoing(run.id())) {
            ledger.givenUp(messageId(run));
            return RunResult.failed("the run was ended before it could tell", facts(report, Optional.empty()));
        }
        if (!update.isNews() && run.job().when() == When.ON_FINDINGS) {
            watchdog.allIsWell();
            return RunResult.quiet(facts(report, Optional.empty()));
        }
        if (repairs.mayWrite() && !runs.beginWrite(run.id())) {
            return RunResult.failed("the run was ended before it could write", facts(report, Optional.empty()));
        }
        return tell(run, report, update);
    }

    private RunResult tell(JobRun run, CheckReport report, LedgerUpdate update) {
        String summary = run.job().when() == When.ALWAYS ? context.summary() : "";
        Storyteller.Story story = storyteller.tell(run, update, summary, context.of(run.job()));
        if (story.overruled()) {
            runs.overruled(run.id());
        }
        Offer offer = repairs.offer(update, "job:" + run.job().name());
        post.write(run, new Post.Letter(message.of(run, story, offer, update), update.news()));
        watchdog.allIsWell();
        return RunResult.report(RunMessage.text(run, story, offer), facts(report, Optional.of(story)));
    }

    private static String none(List<CheckReport.Gap> missing) {
        return missing.isEmpty()
                ? "all of its checks are matters of hygiene; name each that is wanted, or switch it on under checks"
                : missing.stream().map(gap -> gap.check() + ": " + gap.why()).collect(Collectors.joining("; "));
    }

    private RunResult answer(JobRun run) {
        if (repairs.mayWrite() && !runs.beginWrite(run.id())) {
            return RunResult.failed("the run was ended before it could write", RunFacts.none());
        }
        List<Evidence> evidence = context.of(run.job());
        Storyteller.Story story = storyteller.answer(run, evidence);
        RunFacts facts =
                new RunFacts("", "", story.usage().input(), story.usage().output());
        if (story.failure().isPresent()) {
            return RunResult.failed(story.failure().get(), facts);
        }
        if (story.text().isEmpty()) {
            return RunResult.quiet(facts);
        }
        String text = RunMessage.text(run, story, new Offer(List.of()));
        post.write(
                run,
                new Post.Letter(OutboundMessage.of(messageId(run), run.job().deliver(), text), List.of()));
        return RunResult.report(text, facts);
    }

    /** The end of a finding that an action is to repair is told with the verdict on that action. */
    private LedgerUpdate withoutRepairs(LedgerUpdate update) {
        Set<String> repaired = verification.spokenFor();
        return update.withNews(update.news().stream()
                .filter(news -> !repaired.contains(news.entry().fingerprint()) || news.change() == Change.WORSE)
                .toList());
    }

    static String messageId(JobRun run) {
        return "run-%d-%d".formatted(run.id(), run.attempt());
    }

    private static boolean sawNothing(CheckReport report) {
        return report.coverage().lookedAt().isEmpty()
                && !report.coverage().blind().isEmpty();
    }

    private static String firstGap(CheckReport report) {
        return report.gaps().stream()
                .findFirst()
                .map(CheckReport.Gap::why)
                .orElse("nothing in the cluster can be seen");
    }

    private static RunFacts facts(CheckReport report, Optional<Storyteller.Story> story) {
        Coverage coverage = report.coverage();
        String lookedAt = coverage.lookedAt().stream()
                .map(looked -> looked.count() + " " + looked.resource())
                .collect(Collectors.joining(", "));
        String notSeen = coverage.blind().stream()
                .map(blind -> "%s in %s: %s".formatted(blind.resource(), blind.namespace(), blind.why()))
                .collect(Collectors.joining("; "));
        return new RunFacts(
                lookedAt,
                notSeen,
                story.map(told -> told.usage().input()).orElse(0L),
                story.map(told -> told.usage().output()).orElse(0L));
    }
}
