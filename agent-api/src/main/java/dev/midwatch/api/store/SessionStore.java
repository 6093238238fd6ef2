package dev.midwatch.api.store;

import java.util.List;
import java.util.Optional;

/** Conversations, kept in the data directory and searchable. From any thread. */
public interface SessionStore {
    Session start(String title, String origin);

    Optional<Session> find(String id);

    /** Appends durably: when it returns, a crash no longer loses the turn. */
    void append(String sessionId, Turn turn);

    /** All turns in order. */
    List<Turn> turns(String sessionId);

    /** Newest first. */
    List<Session> recent(int limit);

    /** Sessions in which all these words occur, best first. */
    List<Session> search(String words, int limit);
}
