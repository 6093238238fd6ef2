package dev.midwatch.core.watch;

import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ExecutedAction;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalCard;
import dev.midwatch.core.check.FindingCards;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import java.util.Optional;

/** Where an action comes from, so that what came of it is told there. */
record Provenance(ActionGate gate, JobCatalog jobs, Post post) {
    private static final String APPROVED = "proposal:";

    /** Where the finding was told, or the action was asked for. */
    String target(ExecutedAction action) {
        String origin =
                isApproved(action) ? proposal(action).map(Proposal::origin).orElse("") : action.origin();
        if (origin.startsWith("job:")) {
            return jobs.find(origin.substring("job:".length()))
                    .map(JobDefinition::deliver)
                    .orElse("console");
        }
        return origin.contains(":") && !origin.startsWith("undo:") ? origin : "console";
    }

    /** The message that asked for it, or told what it was to repair. */
    Optional<String> message(ExecutedAction action) {
        return proposal(action)
                .flatMap(proposal -> post.lastAbout(ProposalCard.about(proposal.id())))
                .or(() -> action.finding().flatMap(finding -> post.lastAbout(FindingCards.about(finding))));
    }

    private Optional<Proposal> proposal(ExecutedAction action) {
        return isApproved(action) ? gate.proposal(action.origin().substring(APPROVED.length())) : Optional.empty();
    }

    private static boolean isApproved(ExecutedAction action) {
        return action.origin().startsWith(APPROVED);
    }
}
