package dev.midwatch.testkit;

import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.SessionStore;
import dev.midwatch.api.store.Turn;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sessions that last for one test. */
final class FakeSessions implements SessionStore {
    private record Kept(Session session, List<Turn> turns) {}

    private final Clock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    FakeSessions(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Session start(String title, String origin) {
        Session session = new Session("session-%04d".formatted(kept.size() + 1), title, origin, clock.instant());
        kept.put(session.id(), new Kept(session, new ArrayList<>()));
        return session;
    }

    @Override
    public synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(kept.get(id)).map(Kept::session);
    }

    @Override
    public synchronized void append(String sessionId, Turn turn) {
        get(sessionId).turns().add(turn);
    }

    @Override
    public synchronized List<Turn> turns(String sessionId) {
        return List.copyOf(get(sessionId).turns());
    }

    @Override
    public synchronized List<Session> recent(int limit) {
        List<Session> newestFirst =
                new ArrayList<>(kept.values().stream().map(Kept::session).toList());
        Collections.reverse(newestFirst);
        return newestFirst.stream().limit(limit).toList();
    }

    @Override
    public synchronized List<Session> search(String words, int limit) {
        String[] all = words.toLowerCase(Locale.ROOT).split("\\s+");
        return recent(Integer.MAX_VALUE).stream()
                .filter(session -> {
                    String text = textOf(session);
                    return List.of(all).stream().allMatch(text::contains);
                })
                .limit(limit)
                .toList();
    }

    private String textOf(Session session) {
        StringBuilder text = new StringBuilder(session.title());
        get(session.id()).turns().forEach(turn -> text.append(' ').append(turn.text()));
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private Kept get(String id) {
        Kept found = kept.get(id);
        if (found == null) {
            throw new IllegalArgumentException("there is no session " + id);
        }
        return found;
    }
}
