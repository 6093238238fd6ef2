package dev.midwatch.core.view;

import dev.midwatch.core.action.Approver;
import dev.midwatch.core.action.Decided;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStandings;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.channel.Standing;
import dev.midwatch.core.chat.Decisions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was proposed, how it stands, and the decision. */
public final class Proposals {
    private static final int MOST_ABOUT_ONE = 10;

    private final ProposalStore store;
    private final ProposalStandings standings;
    private final Decisions decisions;
    private final InstantSource clock;

    public Proposals(ProposalStore store, ProposalStandings standings, Decisions decisions, InstantSource clock) {
        this.store = store;
        this.standings = standings;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * Newest first.
     *
     * @param state waiting, approved, denied, expired or void; empty: all
     */
    public Listing<ProposalRow> list(Optional<String> state, Page page) {
        Optional<Proposal.State> wanted = state.map(Proposals::known);
        Instant now = clock.instant();
        List<ProposalRow> rows = store.page(wanted, now, page.offset(), page.limit()).stream()
                .map(this::row)
                .toList();
        return new Listing<>(rows, store.count(wanted, now), page);
    }

    private static Proposal.State known(String name) {
        return Arrays.stream(Proposal.State.values())
                .filter(state -> state.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("state: %s is none of %s"
                        .formatted(
                                name,
                                Arrays.stream(Proposal.State.values())
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", ")))));
    }

    /** Those that wait for a person, oldest first. */
    public List<ProposalRow> waiting() {
        return store.waiting(clock.instant()).stream().map(this::row).toList();
    }

    /**
     * What would repair a finding, or was to; newest first.
     *
     * @param fingerprint of the finding
     */
    public List<ProposalRow> about(String fingerprint) {
        return store.about(fingerprint, MOST_ABOUT_ONE).stream().map(this::row).toList();
    }

    /** What was asked for from there since then. */
    List<ProposalRow> of(String origin, Instant since) {
        return store.of(origin, since).stream().map(this::row).toList();
    }

    public ProposalRow get(String id) {
        return store.find(id).map(this::row).orElseThrow(() -> Refusal.notFound("there is no proposal " + id));
    }

    /** Once, for whoever may; the gate judges both, and the answer says what came of it. */
    public Decision decide(String id, boolean approve, Actor by) {
        get(id);
        Decided decided = decisions.decide(id, approve, new Approver(by.who(), by.level()));
        return new Decision(decided.done(), decided.answer(), get(id));
    }

    private ProposalRow row(Proposal proposal) {
        return new ProposalRow(
                proposal.id(),
                state(proposal),
                proposal.action().intent().kubectl(),
                RunRows.word(proposal.action().intent().risk()),
                proposal.action().intent().blast().toString(),
                proposal.action().intent().goal().toString(),
                proposal.action().intent().undo().map(undo -> undo.intent().kubectl()),
                proposal.why(),
                proposal.origin(),
                proposal.finding(),
                proposal.created(),
                proposal.expires(),
                RunRows.word(proposal.needs()),
                proposal.decidedBy(),
                standing(proposal),
                proposal.diff(),
                proposal.sha256());
    }

    /** One that nobody decided in time has expired, whether or not that was written down yet. */
    private String state(Proposal proposal) {
        boolean late = proposal.state() == Proposal.State.WAITING && !proposal.isWaiting(clock.instant());
        return (late ? Proposal.State.EXPIRED : proposal.state()).toString();
    }

    private String standing(Proposal proposal) {
        return standings.of(proposal.id(), proposal.created()).map(Standing::fields).orElse(List.of()).stream()
                .map(field -> field.value())
                .collect(Collectors.joining("; "));
    }
}
