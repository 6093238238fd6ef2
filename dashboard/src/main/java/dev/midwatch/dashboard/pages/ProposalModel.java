package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.FindingRow;
import dev.midwatch.core.view.ProposalRow;
import java.util.Optional;

/**
 * One proposal.
 *
 * @param finding what it would repair, if the ledger still has it
 * @param decides whether whoever looks may decide it, and it waits
 */
public record ProposalModel(
        ProposalRow proposal, Diff diff, Optional<FindingRow> finding, boolean decides, Times times) {
    static ProposalModel of(ProposalRow proposal, Optional<FindingRow> finding, Level level, Times times) {
        boolean may = level.includes(proposal.needs().equals("operator") ? Level.OPERATOR : Level.APPROVER);
        return new ProposalModel(proposal, Diff.parse(proposal.diff()), finding, may && isWaiting(proposal), times);
    }

    static boolean isWaiting(ProposalRow proposal) {
        return proposal.state().equals("waiting");
    }

    public boolean waits() {
        return isWaiting(proposal);
    }
}
