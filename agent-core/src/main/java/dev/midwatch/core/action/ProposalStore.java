package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.tool.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Proposals in the store. Only the gate writes them. */
public final class ProposalStore {
    private static final String STANDING =
            "CASE WHEN state = 'WAITING' AND expires <= ? THEN 'EXPIRED' ELSE state END LIKE ?";

    private final Database database;

    public ProposalStore(Database database) {
        this.database = database;
    }

    void add(Proposal proposal) {
        database.update(
                "INSERT INTO proposals (id, canonical, sha256, desired, finding, why, origin, diff, created, expires, needs, state)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                proposal.id(),
                proposal.canonical(),
                proposal.sha256(),
                proposal.desired(),
                proposal.finding().orElse(null),
                proposal.why(),
                proposal.origin(),
                proposal.diff(),
                proposal.created(),
                proposal.expires(),
                proposal.needs(),
                proposal.state());
    }

    public Optional<Proposal> find(String id) {
        return database.one("SELECT * FROM proposals WHERE id = ?", ProposalStore::proposal, id);
    }

    /** What may still be decided, oldest first. */
    public List<Proposal> waiting(Instant now) {
        return database.query(
                "SELECT * FROM proposals WHERE state = 'WAITING' AND expires > ? ORDER BY created",
                ProposalStore::proposal,
                now);
    }

    /** Who denied such an action on the same object since then, however it was to be changed. */
    Optional<Proposal> denied(Action.Intent intent, Instant since) {
        return database
                .query(
                        "SELECT * FROM proposals WHERE state = 'DENIED' AND decided_at > ? ORDER BY decided_at DESC",
                        ProposalStore::proposal,
                        since)
                .stream()
                .filter(proposal -> proposal.isIntact() && proposal.isOf(intent))
                .findFirst();
    }

    /** Ties a proposal that was made without a finding to the one it would repair, so that the repair is verified. */
    Proposal tie(Proposal proposal, Optional<String> finding) {
        if (proposal.finding().isPresent() || finding.isEmpty()) {
            return proposal;
        }
        database.update(
                "UPDATE proposals SET finding = ? WHERE id = ? AND finding IS NULL", finding.get(), proposal.id());
        return find(proposal.id()).orElseThrow();
    }

    /** A waiting or just decided proposal for a finding: the same repair is not proposed again while it is open or was denied. */
    Optional<Proposal> latestFor(String finding) {
        return database.one(
                "SELECT * FROM proposals WHERE finding = ? ORDER BY created DESC LIMIT 1",
                ProposalStore::proposal,
                finding);
    }

    /** What was asked for from there since then, oldest first. */
    public List<Proposal> of(String origin, Instant since) {
        return database.query(
                "SELECT * FROM proposals WHERE origin = ? AND created >= ? ORDER BY created, id",
                ProposalStore::proposal,
                origin,
                since);
    }

    /**
     * A part of those in a state, newest first; one that nobody decided in time has expired, whether or not that was written down.
     *
     * @param state empty: all
     */
    public List<Proposal> page(Optional<State> state, Instant now, int offset, int limit) {
        return database.query(
                "SELECT * FROM proposals WHERE " + STANDING + " ORDER BY created DESC, id LIMIT ? OFFSET ?",
                ProposalStore::proposal,
                now,
                state.map(State::name).orElse("%"),
                limit,
                offset);
    }

    /** How many {@link #page} has in all. */
    public long count(Optional<State> state, Instant now) {
        return database.one(
                        "SELECT count(*) AS n FROM proposals WHERE " + STANDING,
                        row -> row.number("n"),
                        now,
                        state.map(State::name).orElse("%"))
                .orElseThrow();
    }

    /** What would repair a finding, or was to; newest first. */
    public List<Proposal> about(String finding, int limit) {
        return database.query(
                "SELECT * FROM proposals WHERE finding = ? ORDER BY created DESC, id LIMIT ?",
                ProposalStore::proposal,
                finding,
                limit);
    }

    /** Newest first. */
    public List<Proposal> all() {
        return database.query("SELECT * FROM proposals ORDER BY created DESC, id", ProposalStore::proposal);
    }

    /** Moves a waiting proposal on, once: of two who decide at the same moment one gets true. */
    boolean decide(String id, State state, String by, Instant at, String why) {
        return database.update("""
                        UPDATE proposals SET state = ?, decided_by = ?, decided_at = ?, ending = ?
                        WHERE id = ? AND state = 'WAITING'""", state, by, at, PlainText.ofProcess().of(why), id) == 1;
    }

    /**
     * When and why a proposal waits no more.
     *
     * @param why empty for one that was approved
     */
    record Ending(Instant at, String why) {}

    Optional<Ending> ending(String id) {
        return database.one(
                "SELECT decided_at, ending FROM proposals WHERE id = ? AND decided_at IS NOT NULL",
                row -> new Ending(
                        row.instant("decided_at"), row.maybeText("ending").orElse("")),
                id);
    }

    private static Proposal proposal(Row row) {
        return new Proposal(
                row.text("id"),
                row.text("canonical"),
                row.text("sha256"),
                row.text("desired"),
                row.maybeText("finding"),
                row.text("why"),
                row.text("origin"),
                row.text("diff"),
                row.instant("created"),
                row.instant("expires"),
                Level.valueOf(row.text("needs")),
                State.valueOf(row.text("state")),
                row.maybeText("decided_by"));
    }
}
