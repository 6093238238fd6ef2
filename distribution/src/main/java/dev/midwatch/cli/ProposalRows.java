package dev.midwatch.cli;

import dev.midwatch.core.action.Proposal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Proposals as lines of a listing. */
final class ProposalRows {
    private ProposalRows() {}

    static Map<String, Object> row(Proposal proposal) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", proposal.id());
        row.put("state", proposal.state().toString());
        row.put("command", proposal.action().intent().kubectl());
        row.put("risk", proposal.action().intent().risk().toString());
        row.put("touches", proposal.action().intent().blast().toString());
        row.put("worked_when", proposal.action().intent().goal().toString());
        row.put(
                "undo",
                proposal.action()
                        .intent()
                        .undo()
                        .map(undo -> undo.intent().kubectl())
                        .orElse(null));
        row.put("why", proposal.why());
        row.put("origin", proposal.origin());
        row.put("expires", proposal.expires().toString());
        row.put("needs", proposal.needs().name().toLowerCase(Locale.ROOT));
        row.put("decided_by", proposal.decidedBy().orElse(null));
        row.put("sha256", proposal.sha256());
        row.put("diff", proposal.diff());
        return row;
    }
}
