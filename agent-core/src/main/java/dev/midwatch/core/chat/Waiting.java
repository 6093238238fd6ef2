package dev.midwatch.core.chat;

import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStore;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The proposals that wait for a person. */
record Waiting(ProposalStore proposals, Clock clock) {
    /** Those that expire first come first. */
    List<Proposal> all() {
        return proposals.all().stream()
                .filter(proposal -> proposal.state() == Proposal.State.WAITING)
                .filter(proposal -> clock.instant().isBefore(proposal.expires()))
                .sorted(Comparator.comparing(Proposal::expires))
                .toList();
    }

    /** Each with its id in front. */
    Stream<String> named() {
        return all().stream().map(one -> one.id() + " " + one.action().intent().kubectl());
    }

    String lines() {
        List<Proposal> all = all();
        return all.isEmpty()
                ? "No proposal waits for a decision."
                : all.stream()
                        .map(one -> "`%s`: `%s`"
                                .formatted(one.id(), one.action().intent().kubectl()))
                        .collect(Collectors.joining("\n", "These wait for a decision:\n", ""));
    }
}
