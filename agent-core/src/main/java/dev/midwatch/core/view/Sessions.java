package dev.midwatch.core.view;

import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.session.SessionDatabase;

/** What was said to the model and by it, in conversations and in runs. */
public final class Sessions {
    private final SessionDatabase sessions;

    public Sessions(SessionDatabase sessions) {
        this.sessions = sessions;
    }

    /** Newest first. */
    public Listing<SessionRow> list(Page page) {
        return new Listing<>(
                sessions.summaries(page.offset(), page.limit()).stream()
                        .map(Sessions::row)
                        .toList(),
                sessions.count(),
                page);
    }

    /** Those in which every word was said, best match first; of very many the {@value Page#MOST} best of the newest. */
    public Listing<SessionRow> search(String words, Page page) {
        Listing<Session> part = Listing.of(sessions.search(words, Page.MOST), page);
        return new Listing<>(
                part.items().stream().map(sessions::summary).map(Sessions::row).toList(), part.total(), page);
    }

    public SessionRow get(String id) {
        return sessions.find(id)
                .map(sessions::summary)
                .map(Sessions::row)
                .orElseThrow(() -> Refusal.notFound("there is no session " + id));
    }

    /** Oldest first. */
    public Listing<TurnRow> turns(String id, Page page) {
        SessionRow session = get(id);
        return new Listing<>(
                sessions.turns(id, page.offset(), page.limit()).stream()
                        .map(Sessions::row)
                        .toList(),
                session.turns(),
                page);
    }

    private static SessionRow row(SessionDatabase.Summary summary) {
        return new SessionRow(
                summary.session().id(),
                summary.session().title(),
                summary.session().origin(),
                summary.session().started(),
                summary.turns(),
                summary.last());
    }

    private static TurnRow row(Turn turn) {
        return new TurnRow(RunRows.word(turn.role()), turn.text(), turn.at());
    }
}
