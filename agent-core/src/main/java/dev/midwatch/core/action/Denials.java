package dev.midwatch.core.action;

import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.store.Database;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Denials, and all else about a decision that needs no cluster. Whatever somebody says to a proposal leaves a line in the audit file. */
public final class Denials {
    private final ProposalStore proposals;
    private final Audit audit;
    private final Clock clock;

    public Denials(Database database, Audit audit, Clock clock) {
        this.proposals = new ProposalStore(database);
        this.audit = audit;
        this.clock = clock;
    }

    public Decided deny(String id, Approver by) {
        return proposals.find(id).map(proposal -> deny(proposal, by)).orElseGet(() -> Decided.unknown(id));
    }

    private Decided deny(Proposal proposal, Approver by) {
        return objection(proposal, by).orElseGet(() -> end(proposal, State.DENIED, by, "Denied; nothing was done."));
    }

    /** What came of it if this person cannot decide this proposal now, whatever the decision. */
    Optional<Decided> objection(Proposal proposal, Approver by) {
        if (!by.level().includes(proposal.needs())) {
            return Optional.of(stays(
                    proposal,
                    by,
                    "You may not decide this: it needs the level %s."
                            .formatted(proposal.needs().name().toLowerCase(Locale.ROOT))));
        }
        if (proposal.state() != State.WAITING) {
            return Optional.of(already(proposal, by));
        }
        if (!proposal.isIntact()) {
            return Optional.of(end(
                    proposal,
                    State.VOID,
                    by,
                    "What is stored is not what was proposed: somebody changed it in the store. Nothing was done."));
        }
        return proposal.isExpired(clock.instant())
                ? Optional.of(end(
                        proposal, State.EXPIRED, by, "Proposal " + proposal.id() + " has expired; nothing was done."))
                : Optional.empty();
    }

    /** Ends a proposal without its action. */
    Decided end(Proposal proposal, State state, Approver by, String answer) {
        if (!decide(proposal, state, by, answer)) {
            return late(proposal, by).orElseGet(() -> Decided.unknown(proposal.id()));
        }
        audit.record(state.toString(), facts(proposal, by, answer));
        return Decided.no(answer);
    }

    /** Moves it on in the store alone, once. */
    boolean decide(Proposal proposal, State state, Approver by, String why) {
        return proposals.decide(proposal.id(), state, by.who(), clock.instant(), why);
    }

    /** Leaves a proposal as it is. */
    Decided stays(Proposal proposal, Approver by, String answer) {
        audit.record("not decided", facts(proposal, by, answer));
        return Decided.no(answer);
    }

    /** What came of it if somebody else was faster; empty if it still waits. */
    Optional<Decided> late(Proposal proposal, Approver by) {
        return proposals
                .find(proposal.id())
                .filter(now -> now.state() != State.WAITING)
                .map(now -> already(now, by));
    }

    private Decided already(Proposal proposal, Approver by) {
        return stays(
                proposal,
                by,
                "Proposal %s is already %s%s."
                        .formatted(
                                proposal.id(),
                                proposal.state(),
                                proposal.decidedBy().map(who -> " by " + who).orElse("")));
    }

    private static Map<String, Object> facts(Proposal proposal, Approver by, String why) {
        Map<String, String> said = Map.of(
                "proposal", proposal.id(),
                "by", by.who(),
                "level", by.level().name().toLowerCase(Locale.ROOT),
                "why", why);
        // What somebody put in the place of the action is not what this line is about.
        return proposal.isIntact() ? AuditFacts.of(proposal.action(), said) : new TreeMap<>(said);
    }
}
