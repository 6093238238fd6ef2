package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.core.action.Judgement.Answer;
import dev.midwatch.core.action.Questions.Considered;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.kube.ClusterWriter;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.trace.Tracer;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Every write goes through here, in this order: name and declaration; global stop; policy; access review; a look at the object, and with it rules
 * by label, GitOps owner, rate and circuit breaker; server-side dry run. Then it runs, is asked for, or is refused. Each step is in the
 * audit file before the next one begins.
 */
public final class ActionGate {
    private final ProposalStore proposals;
    private final Questions questions;
    private final Database database;
    private final Writes writes;
    private final Execution execution;
    private final Asking asking;
    private final Denials denials;
    private final Approvals approvals;
    private final Undo undo;
    private final Audit audit;
    private final Clock clock;

    /** @param config as it is in force at each moment */
    public ActionGate(
            ClusterReader cluster,
            ClusterWriter writer,
            Database database,
            Audit audit,
            Stop stop,
            Supplier<ActionsConfig> config,
            Reasons reasons,
            Clock clock) {
        this(cluster, writer, database, audit, stop, config, reasons, clock, Tracer.OFF);
    }

    public ActionGate(
            ClusterReader cluster,
            ClusterWriter writer,
            Database database,
            Audit audit,
            Stop stop,
            Supplier<ActionsConfig> config,
            Reasons reasons,
            Clock clock,
            Tracer tracer) {
        this(cluster, Writes.by(writer), database, audit, stop, config, reasons, clock, tracer);
    }

    ActionGate(
            ClusterReader cluster,
            Writes writes,
            Database database,
            Audit audit,
            Stop stop,
            Supplier<ActionsConfig> config,
            Reasons reasons,
            Clock clock) {
        this(cluster, writes, database, audit, stop, config, reasons, clock, Tracer.OFF);
    }

    private ActionGate(
            ClusterReader cluster,
            Writes writes,
            Database database,
            Audit audit,
            Stop stop,
            Supplier<ActionsConfig> config,
            Reasons reasons,
            Clock clock,
            Tracer tracer) {
        ActionLog log = new ActionLog(database);
        this.proposals = new ProposalStore(database);
        this.questions = new Questions(cluster, writes, log, stop, config);
        this.database = database;
        this.writes = writes;
        this.execution = new Execution(writes, log, audit, stop, clock, tracer);
        this.denials = new Denials(database, audit, clock);
        this.asking = new Asking(proposals, denials, config, audit, clock);
        this.approvals = new Approvals(questions, reasons, database, denials, execution, audit, clock);
        this.undo = new Undo(questions, log, execution, audit);
        this.audit = audit;
        this.clock = clock;
    }

    /** Judges a request, and runs it if nobody has to be asked. */
    public synchronized Verdict submit(ActionRequest request) {
        Judgement named = Naming.judge(request.action(), request.tool())
                .then(() ->
                        Judgement.ofBoth(request.action(), one -> Rights.of(one).judge(request.declared())));
        if (named.refuses()) {
            return refuse(request, named.why());
        }
        try {
            Considered considered = questions.consider(request.action(), request.finding(), clock.instant());
            Judgement judgement = considered.judgement();
            if (judgement.refuses()) {
                return refuse(request, judgement.why());
            }
            Rehearsal rehearsal =
                    Rehearsal.of(request.action(), considered.target().get(), writes);
            return judgement.answer() == Answer.RUN && !request.asks()
                    ? run(request, rehearsal)
                    : ask(request, rehearsal);
        } catch (ClusterException | IllegalArgumentException no) {
            return refuse(request, no.getMessage());
        }
    }

    private Verdict run(ActionRequest request, Rehearsal rehearsal) {
        Action action = request.action();
        // Counted and begun in one: a command beside the gateway must not take the hour's last run as well.
        Optional<String> begun = database.transaction(
                () -> questions.often(action, clock.instant()).refuses()
                        ? Optional.empty()
                        : Optional.of(execution.begin(
                                action,
                                request.finding(),
                                request.origin(),
                                questions.config().get().verifyWithin())));
        return begun.map(auditId -> execution.run(auditId, action, rehearsal.desired(), request.origin()))
                .orElseGet(() ->
                        refuse(request, questions.often(action, clock.instant()).why()));
    }

    private Verdict ask(ActionRequest request, Rehearsal rehearsal) {
        Verdict verdict = asking.ask(request, rehearsal);
        return verdict instanceof Verdict.Refused unheard ? refuse(request, unheard.why()) : verdict;
    }

    private Verdict refuse(ActionRequest request, String why) {
        audit.record("refused", AuditFacts.of(request.action(), Map.of("why", why, "origin", request.origin())));
        return new Verdict.Refused(why);
    }

    /** Approves or denies a proposal, once. */
    public synchronized Decided decide(String id, boolean approve, Approver by) {
        return approve
                ? proposals
                        .find(id)
                        .map(proposal -> approvals.approve(proposal, by))
                        .orElseGet(() -> Decided.unknown(id))
                : denials.deny(id, by);
    }

    /**
     * Puts back what an action that did not help has changed, if it can be put back and nobody has changed the object since.
     *
     * @return what came of it, for people
     */
    public synchronized String undo(ExecutedAction action) {
        return undo.of(action);
    }

    /** Why no action of that name can happen now, whatever it is about; for not offering it in the first place. */
    public Optional<String> never(String action) {
        return questions.stop().isSet()
                ? Optional.of(questions.stop().why())
                : questions.policy().never(action);
    }

    /** Why nothing more is done about the cause that this action was to repair. */
    public Optional<String> tripped(ExecutedAction action) {
        return new Breaker(questions.log()).tripped(action.action(), action.finding(), clock.instant());
    }

    /** Whether anything may run without a person, so that a run must say beforehand that it may write. */
    public boolean runsUnattended() {
        ActionsConfig config = questions.config().get();
        return config.mode() == Mode.AUTO_SAFE
                || config.mode() != Mode.OFF
                        && config.rules().stream().anyMatch(rule -> rule.verdict() == ActionsConfig.Verdict.RUN);
    }

    /** The last proposal made for a finding, whatever became of it. */
    public Optional<Proposal> latestFor(String finding) {
        return proposals.latestFor(finding);
    }

    /** The proposal of that id. */
    public Optional<Proposal> proposal(String id) {
        return proposals.find(id);
    }
}
