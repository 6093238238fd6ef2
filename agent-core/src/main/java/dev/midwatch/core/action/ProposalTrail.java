package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.audit.CanonicalJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the audit file tells of a proposal. A row of the store can be changed and its hash with it; the chain shows that it was. */
final class ProposalTrail {
    static final String PROPOSED = "proposed";
    private static final Set<String> ENDS =
            Set.of(State.APPROVED.toString(), State.DENIED.toString(), State.EXPIRED.toString(), State.VOID.toString());

    private ProposalTrail() {}

    /** Why a proposal that the store holds to be waiting is not one; empty if it was proposed like this and nobody has decided it. */
    static Optional<String> objection(List<String> lines, Proposal proposal) {
        boolean proposed = false;
        // Most lines are about something else, and reading them all takes its time.
        List<Json> steps = lines.stream()
                .filter(line -> line.contains(proposal.id()))
                .flatMap(line -> CanonicalJson.find(line).stream())
                .toList();
        for (Json step : steps) {
            if (step.get("proposal").is(proposal.id())) {
                if (ENDS.contains(step.get("step").text())) {
                    return Optional.of(
                            "It was %s by %s before, and waits again because somebody changed it in the store"
                                    .formatted(
                                            step.get("step").text(),
                                            step.get("by").text()));
                }
                proposed |= step.get("step").is(PROPOSED) && step.get("sha256").is(proposal.sha256());
            }
        }
        return proposed
                ? Optional.empty()
                : Optional.of(
                        "The audit file knows no such proposal: it is not what was proposed, somebody changed it in the store");
    }
}
