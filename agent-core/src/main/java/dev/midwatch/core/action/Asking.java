package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.text.Ages;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes proposals of what people have to be asked for. */
record Asking(ProposalStore proposals, Denials denials, Supplier<ActionsConfig> config, Audit audit, Clock clock) {
    /**
     * The proposal that waits for the same, or a new one. People are not asked again for what they denied, nor for more than they can read.
     */
    Verdict ask(ActionRequest request, Rehearsal rehearsal) {
        String wish = ActionJson.write(request.action());
        List<Proposal> waiting = proposals.waiting(clock.instant());
        Optional<Proposal> asked = waiting.stream()
                .filter(one -> one.isIntact() && one.wishesFor(wish))
                .findFirst();
        if (asked.isPresent() && asked.get().desired().equals(rehearsal.desired())) {
            return new Verdict.Asked(proposals.tie(asked.get(), request.finding()));
        }
        Optional<String> unheard = unheard(request, waiting);
        if (unheard.isPresent()) {
            return new Verdict.Refused(unheard.get());
        }
        asked.ifPresent(this::replace);
        Proposal proposal =
                Proposal.of(request, rehearsal, clock.instant(), config.get().proposalTtl());
        audit.record(
                ProposalTrail.PROPOSED,
                AuditFacts.of(
                        request.action(),
                        Map.of(
                                "proposal", proposal.id(),
                                "sha256", proposal.sha256(),
                                "origin", request.origin())));
        proposals.add(proposal);
        return new Verdict.Asked(proposal);
    }

    /** Why nobody is asked. */
    private Optional<String> unheard(ActionRequest request, List<Proposal> waiting) {
        ActionsConfig now = config.get();
        Action.Intent intent = request.action().intent();
        Optional<Proposal> denied = proposals.denied(intent, clock.instant().minus(now.proposalTtl()));
        if (denied.isPresent()) {
            return Optional.of("%s denied %s of %s within the last %s, and is not asked again so soon; by hand: %s"
                    .formatted(
                            denied.get().decidedBy().orElse("somebody"),
                            intent.name(),
                            intent.target(),
                            Ages.inWords(now.proposalTtl()),
                            intent.kubectl()));
        }
        int most = now.rate().perHour();
        // Counted apart, so that no talk can keep the watch from asking.
        long alike = waiting.stream()
                .filter(one -> one.finding().isPresent() == request.finding().isPresent())
                .count();
        return alike < most
                ? Optional.empty()
                : Optional.of(
                        "%d proposals wait already, as many as may run within an hour; they have to be decided first"
                                .formatted(alike));
    }

    private void replace(Proposal stale) {
        denials.end(stale, Proposal.State.VOID, Approver.MIDWATCH, "its target has changed");
    }
}
