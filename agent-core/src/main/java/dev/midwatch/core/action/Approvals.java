package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.action.Questions.Considered;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.tool.Cap;
import dev.midwatch.core.tool.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What people say to proposals, each once. */
final class Approvals {
    private static final Cap OUTPUT = new Cap(3_000, "which were not kept");

    private final Questions questions;
    private final Database database;
    private final ProposalStore proposals;
    private final Execution execution;
    private final Audit audit;
    private final Clock clock;

    Approvals(Questions questions, Database database, Execution execution, Audit audit, Clock clock) {
        this.questions = questions;
        this.database = database;
        this.proposals = new ProposalStore(database);
        this.execution = execution;
        this.audit = audit;
        this.clock = clock;
    }

    Decided decide(Proposal proposal, boolean approve, Approver by) {
        if (!by.level().includes(Level.APPROVER)) {
            return undecided(proposal, by, "needs the level approver", "You may not decide this: it %s.");
        }
        if (proposal.state() != State.WAITING) {
            return Decided.no("Proposal %s is already %s%s."
                    .formatted(
                            proposal.id(),
                            proposal.state(),
                            proposal.decidedBy().map(who -> " by " + who).orElse("")));
        }
        if (proposal.isExpired(clock.instant())) {
            return end(proposal, State.EXPIRED, by, "Proposal " + proposal.id() + " has expired; nothing was done.");
        }
        if (!proposal.isIntact()) {
            return end(proposal, State.VOID, by, "What is stored is not what was proposed; nothing was done.");
        }
        return approve ? approve(proposal, by) : end(proposal, State.DENIED, by, "Denied; nothing was done.");
    }

    private Decided approve(Proposal proposal, Approver by) {
        Action action = proposal.action();
        try {
            Considered considered = questions.consider(action, proposal.finding(), clock.instant());
            if (considered.judgement().refuses()) {
                return undecided(proposal, by, considered.judgement().why(), "Nothing was done: %s");
            }
            Precondition precondition = Precondition.of(action, proposal.desired(), considered.target());
            if (precondition != Precondition.HOLDS) {
                return voided(proposal, by, precondition.why(action.intent().target()));
            }
        } catch (ClusterException no) {
            return no.why() == Why.NOT_FOUND || no.why() == Why.CONFLICT
                    ? voided(proposal, by, no.getMessage())
                    : undecided(proposal, by, no.getMessage(), "Nothing was done, and it may be approved again: %s");
        }
        return run(proposal, by);
    }

    /** The proposal waits on, and that somebody tried is written down. */
    private Decided undecided(Proposal proposal, Approver by, String why, String answer) {
        audit.record(
                "not decided",
                AuditFacts.of(proposal.action(), Map.of("proposal", proposal.id(), "by", by.who(), "why", why)));
        return Decided.no(answer.formatted(why));
    }

    private Decided voided(Proposal proposal, Approver by, String why) {
        return end(proposal, State.VOID, by, why + "; nothing was done.");
    }

    private Decided run(Proposal proposal, Approver by) {
        Action action = proposal.action();
        String origin = "proposal:" + proposal.id();
        // Counted, approved and begun in one: two processes must not both be the last within the rate, and a crash must
        // not leave an
        // approval that nobody acts upon.
        Optional<String> begun = database.transaction(
                () -> questions.often(action, clock.instant()).refuses()
                                || !proposals.decide(proposal.id(), State.APPROVED, by.who())
                        ? Optional.empty()
                        : Optional.of(execution.begin(
                                action,
                                proposal.finding(),
                                origin,
                                questions.config().get().verifyWithin())));
        if (begun.isEmpty()) {
            return tooLate(proposal);
        }
        audit.record(
                "approved",
                AuditFacts.of(
                        action,
                        Map.of(
                                "proposal", proposal.id(),
                                "sha256", proposal.sha256(),
                                "by", by.who(),
                                "audit_id", begun.get())));
        Verdict verdict = execution.run(begun.get(), action, proposal.desired(), origin);
        return new Decided(true, answer(action, verdict), Optional.of(verdict));
    }

    private static String answer(Action action, Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            return "Approved, but it failed: " + failed.why();
        }
        String output = OUTPUT.apply(PlainText.ofProcess().of(((Verdict.Ran) verdict).output()));
        return "Approved and done: `%s`%s"
                .formatted(
                        action.intent().kubectl(),
                        output.isEmpty() ? "" : "\n```\n" + FindingRenderer.unfenced(output) + "\n```");
    }

    private Decided end(Proposal proposal, State state, Approver by, String answer) {
        if (!proposals.decide(proposal.id(), state, by.who())) {
            return tooLate(proposal);
        }
        audit.record(
                state.toString(),
                AuditFacts.of(proposal.action(), Map.of("proposal", proposal.id(), "by", by.who(), "why", answer)));
        return Decided.no(answer);
    }

    private static Decided tooLate(Proposal proposal) {
        return Decided.no("Somebody else decided proposal " + proposal.id() + ", or took the hour's last run, first.");
    }
}
