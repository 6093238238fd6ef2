package dev.midwatch.core.action;

import dev.midwatch.core.channel.Standing;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Reads from the store how proposals stand, and what came of those that were approved. */
public final class ProposalStandings {
    private final ProposalStore proposals;
    private final ActionLog log;
    private final FindingLedger ledger;
    private final Times times;
    private final Clock clock;

    public ProposalStandings(Database database, FindingLedger ledger, Times times, Clock clock) {
        this.proposals = new ProposalStore(database);
        this.log = new ActionLog(database);
        this.ledger = ledger;
        this.times = times;
        this.clock = clock;
    }

    /**
     * How a proposal stands now; empty if there is none of that id.
     *
     * @param said when its card was told
     */
    public Optional<Standing> of(String id, Instant said) {
        return proposals.find(id).map(proposal -> facts(proposal).at(clock.instant(), said, times));
    }

    private ProposalStanding facts(Proposal proposal) {
        Optional<ExecutedAction> action = log.ofOrigin(ExecutedAction.APPROVED + proposal.id());
        Optional<String> auditId = action.map(ExecutedAction::auditId);
        return new ProposalStanding(
                proposal,
                proposals.ending(proposal.id()),
                action,
                auditId.map(log::why).orElse(""),
                auditId.filter(log::isUntold).isPresent(),
                action.flatMap(ExecutedAction::finding).flatMap(ledger::find),
                auditId.flatMap(audited -> log.ofOrigin(Undo.ORIGIN + audited)));
    }
}
