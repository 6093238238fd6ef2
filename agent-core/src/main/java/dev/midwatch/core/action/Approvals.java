package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.action.Questions.Considered;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.audit.AuditVerdict;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.tool.Cap;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Approvals: each proposal once, and everything is asked again that was asked when it was made. */
final class Approvals {
    private static final Cap OUTPUT = new Cap(3_000, "which were not kept");

    private final Questions questions;
    private final Reasons reasons;
    private final Database database;
    private final Denials denials;
    private final Execution execution;
    private final Audit audit;
    private final Clock clock;

    Approvals(
            Questions questions,
            Reasons reasons,
            Database database,
            Denials denials,
            Execution execution,
            Audit audit,
            Clock clock) {
        this.questions = questions;
        this.reasons = reasons;
        this.database = database;
        this.denials = denials;
        this.execution = execution;
        this.audit = audit;
        this.clock = clock;
    }

    Decided approve(Proposal proposal, Approver by) {
        return denials.objection(proposal, by)
                .or(() -> unproven(proposal, by))
                .or(() -> reasons.over(proposal, clock.instant()).map(why -> voided(proposal, by, why)))
                .orElseGet(() -> judge(proposal, by));
    }

    /** The store alone proves nothing: whoever may write it may write a proposal, or have a denied one wait again. */
    private Optional<Decided> unproven(Proposal proposal, Approver by) {
        List<String> about = new ArrayList<>();
        AuditVerdict chain = audit.verdict(line -> {
            if (line.contains(proposal.id())) {
                about.add(line);
            }
        });
        if (chain.broken().isPresent()) {
            return Optional.of(denials.stays(
                    proposal,
                    by,
                    "Nothing was done, and nothing is approved while the audit file is not as it was written: %s. See midwatch audit verify."
                            .formatted(chain.broken().get())));
        }
        return ProposalTrail.objection(about, proposal).map(why -> voided(proposal, by, why));
    }

    private Decided judge(Proposal proposal, Approver by) {
        Action action = proposal.action();
        Judgement loaded = reasons.judge(proposal);
        if (loaded.refuses()) {
            return refused(proposal, by, loaded);
        }
        try {
            Considered considered = questions.consider(action, proposal.finding(), clock.instant());
            if (considered.judgement().refuses()) {
                return refused(proposal, by, considered.judgement());
            }
            Precondition precondition = Precondition.of(action, proposal.desired(), considered.target());
            if (precondition != Precondition.HOLDS) {
                return voided(proposal, by, precondition.why(action.intent().target()));
            }
        } catch (ClusterException no) {
            return no.why() == Why.NOT_FOUND || no.why() == Why.CONFLICT
                    ? voided(proposal, by, no.getMessage())
                    : denials.stays(proposal, by, "Nothing was done, and it may be approved again: " + no.getMessage());
        }
        return run(proposal, by);
    }

    private Decided voided(Proposal proposal, Approver by, String why) {
        return denials.end(proposal, State.VOID, by, why + "; nothing was done.");
    }

    private Decided refused(Proposal proposal, Approver by, Judgement judgement) {
        return denials.stays(proposal, by, "Nothing was done: " + judgement.why());
    }

    private Decided run(Proposal proposal, Approver by) {
        Action action = proposal.action();
        String origin = "proposal:" + proposal.id();
        // Counted, approved and begun in one: two processes must not both be the last within the rate, and a crash must
        // not leave an approval that nobody acts upon.
        Optional<String> begun = database.transaction(() -> proposal.isExpired(clock.instant())
                        || questions.often(action, clock.instant()).refuses()
                        || !denials.decide(proposal, State.APPROVED, by, "")
                ? Optional.empty()
                : Optional.of(execution.begin(
                        action,
                        proposal.finding(),
                        origin,
                        questions.config().get().verifyWithin())));
        if (begun.isEmpty()) {
            // It may have expired while it was judged.
            return denials.late(proposal, by)
                    .or(() -> denials.objection(proposal, by))
                    .orElseGet(() -> refused(proposal, by, questions.often(action, clock.instant())));
        }
        audit.record(
                State.APPROVED.toString(),
                AuditFacts.of(
                        action,
                        Map.of(
                                "proposal", proposal.id(),
                                "sha256", proposal.sha256(),
                                "by", by.who(),
                                "level", by.level().name().toLowerCase(Locale.ROOT),
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
}
