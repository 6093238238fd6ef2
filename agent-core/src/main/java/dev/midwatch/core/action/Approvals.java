package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.store.Database;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What people say to proposals, each once. */
final class Approvals {
    private final ClusterReader cluster;
    private final Database database;
    private final ProposalStore proposals;
    private final ActionLog log;
    private final Execution execution;
    private final Audit audit;
    private final GateSettings settings;
    private final Clock clock;

    Approvals(
            ClusterReader cluster,
            Database database,
            Execution execution,
            Audit audit,
            GateSettings settings,
            Clock clock) {
        this.cluster = cluster;
        this.database = database;
        this.proposals = new ProposalStore(database);
        this.log = new ActionLog(database);
        this.execution = execution;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    Decided decide(Proposal proposal, boolean approve, String by) {
        if (proposal.state() != State.WAITING) {
            return Decided.no("Proposal %s is already %s%s."
                    .formatted(
                            proposal.id(),
                            proposal.state(),
                            proposal.decidedBy().map(who -> " by " + who).orElse("")));
        }
        if (!clock.instant().isBefore(proposal.expires())) {
            return end(proposal, State.EXPIRED, by, "Proposal " + proposal.id() + " has expired; nothing was done.");
        }
        return approve ? approve(proposal, by) : end(proposal, State.DENIED, by, "Denied; nothing was done.");
    }

    private Decided approve(Proposal proposal, String by) {
        Action action = proposal.action();
        ObjectRef target = action.intent().target();
        Judgement policy = settings.policy().judge(action);
        if (policy.refuses()) {
            return Decided.no("Nothing was done: " + policy.why());
        }
        Precondition precondition;
        try {
            precondition =
                    Precondition.of(proposal, cluster.find(action.intent().type(), target.namespace(), target.name()));
        } catch (ClusterException no) {
            return end(proposal, State.VOID, by, "Nothing was done: " + no.getMessage());
        }
        if (precondition != Precondition.HOLDS) {
            return end(proposal, State.VOID, by, precondition.why(target) + "; nothing was done.");
        }
        Judgement rate = settings.rate().judge(action, log.load(action, clock.instant()));
        return rate.refuses() ? Decided.no("Nothing was done: " + rate.why()) : run(proposal, by);
    }

    private Decided run(Proposal proposal, String by) {
        Action action = proposal.action();
        String origin = "proposal:" + proposal.id();
        // Approved and begun in one: a crash must not leave an approval that nobody acts upon.
        Optional<String> begun = database.transaction(() -> proposals.decide(proposal.id(), State.APPROVED, by)
                ? Optional.of(execution.begin(action, proposal.finding(), origin))
                : Optional.empty());
        if (begun.isEmpty()) {
            return tooLate(proposal);
        }
        audit.record(
                "approved",
                AuditFacts.of(action, Map.of("proposal", proposal.id(), "sha256", proposal.sha256(), "by", by)));
        Verdict verdict = execution.run(begun.get(), action, origin);
        String answer = verdict instanceof Verdict.Failed failed
                ? "Approved, but it failed: " + failed.why()
                : "Approved and done: `%s`".formatted(action.intent().kubectl());
        return new Decided(true, answer, Optional.of(verdict));
    }

    private Decided end(Proposal proposal, State state, String by, String answer) {
        if (!proposals.decide(proposal.id(), state, by)) {
            return tooLate(proposal);
        }
        audit.record(state.toString(), AuditFacts.of(proposal.action(), Map.of("proposal", proposal.id(), "by", by)));
        return Decided.no(answer);
    }

    private static Decided tooLate(Proposal proposal) {
        return Decided.no("Somebody else decided proposal " + proposal.id() + " first.");
    }
}
