package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.core.action.GateSettings.Mode;
import dev.midwatch.core.action.Judgement.Answer;
import dev.midwatch.core.kube.ClusterWriter;
import dev.midwatch.core.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every write goes through here, in this order: declaration, policy, rate, access review, server-side dry run; then it runs, is asked
 * for, or is refused. Each step is in the audit file before the next one begins.
 */
public final class ActionGate {
    private final ClusterReader cluster;
    private final Writes writes;
    private final ProposalStore proposals;
    private final ActionLog log;
    private final Execution execution;
    private final Approvals approvals;
    private final Audit audit;
    private final GateSettings settings;
    private final Clock clock;

    public ActionGate(
            ClusterReader cluster,
            ClusterWriter writer,
            Database database,
            Audit audit,
            GateSettings settings,
            Clock clock) {
        this(cluster, Writes.by(writer), database, audit, settings, clock);
    }

    ActionGate(
            ClusterReader cluster, Writes writes, Database database, Audit audit, GateSettings settings, Clock clock) {
        this.cluster = cluster;
        this.writes = writes;
        this.proposals = new ProposalStore(database);
        this.log = new ActionLog(database);
        this.execution = new Execution(writes, log, audit, settings.verifyWithin(), clock);
        this.approvals = new Approvals(cluster, database, execution, audit, settings, clock);
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** Judges a request, and runs it if nobody has to be asked. */
    public synchronized Verdict submit(ActionRequest request) {
        Judgement judgement = judge(request);
        if (judgement.refuses()) {
            return refuse(request, judgement.why());
        }
        Optional<Proposal> asked = proposals.waiting(ActionJson.write(request.action()), clock.instant());
        if (asked.isPresent()) {
            return new Verdict.Asked(proposals.tie(asked.get(), request.finding()));
        }
        try {
            Rehearsal rehearsal = Rehearsal.of(request.action(), cluster, writes);
            return judgement.answer() == Answer.RUN ? run(request) : propose(request, rehearsal);
        } catch (ClusterException no) {
            return refuse(request, no.getMessage());
        }
    }

    private Judgement judge(ActionRequest request) {
        Action action = request.action();
        Rights rights = Rights.of(action);
        return rights.judge(request.declared())
                .then(() -> settings.policy().judge(action))
                .then(() -> settings.rate().judge(action, log.load(action, clock.instant())))
                .then(() -> rights.judge(cluster));
    }

    private Verdict run(ActionRequest request) {
        String auditId = execution.begin(request.action(), request.finding(), request.origin());
        return execution.run(auditId, request.action(), request.origin());
    }

    private Verdict propose(ActionRequest request, Rehearsal rehearsal) {
        Proposal proposal = Proposal.of(request, rehearsal, clock.instant(), settings.proposalTtl());
        audit.record(
                "proposed",
                AuditFacts.of(
                        request.action(),
                        Map.of(
                                "proposal", proposal.id(),
                                "sha256", proposal.sha256(),
                                "origin", request.origin())));
        proposals.add(proposal);
        return new Verdict.Asked(proposal);
    }

    private Verdict refuse(ActionRequest request, String why) {
        audit.record("refused", AuditFacts.of(request.action(), Map.of("why", why, "origin", request.origin())));
        return new Verdict.Refused(why);
    }

    /**
     * Approves or denies a proposal, once.
     *
     * @param by who decides, for the audit file
     */
    public synchronized Decided decide(String id, boolean approve, String by) {
        return proposals
                .find(id)
                .map(proposal -> approvals.decide(proposal, approve, by))
                .orElseGet(() -> Decided.no("There is no proposal " + id + "."));
    }

    /** Whether anything may run without a person, so that a run must say beforehand that it may write. */
    public boolean runsUnattended() {
        return settings.mode() == Mode.AUTO_SAFE;
    }

    /** The last proposal made for a finding, whatever became of it. */
    public Optional<Proposal> latestFor(String finding) {
        return proposals.latestFor(finding);
    }

    /** All proposals, newest first. */
    public List<Proposal> proposals() {
        return proposals.all();
    }
}
