package dev.midwatch.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.Turn;
import dev.midwatch.api.store.Turn.Role;
import dev.midwatch.core.agent.TokenLedger;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionDatabaseTest {
    private Instant now = Instant.parse("2026-11-23T20:00:00Z");
    private Database database;
    private SessionDatabase sessions;

    @BeforeEach
    void open(@TempDir Path directory) {
        database = Database.open(directory.resolve("state.db"));
        sessions = new SessionDatabase(database, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsTurnsInOrder() {
        Session session = sessions.start("nodes", "job:cluster-health-check");
        say(session, Role.USER, "How are the nodes?");
        say(session, Role.ASSISTANT, "Ready.");

        assertThat(sessions.find(session.id())).contains(session);
        assertThat(sessions.turns(session.id()))
                .containsExactly(
                        new Turn(Role.USER, "How are the nodes?", now), new Turn(Role.ASSISTANT, "Ready.", now));
        assertThat(sessions.find("nobody")).isEmpty();
    }

    @Test
    void refusesATurnOfNoSession() {
        assertThatThrownBy(() -> sessions.append("nobody", new Turn(Role.USER, "Hello?", now)))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void listsTheNewestFirst() {
        Session first = sessions.start("first", "cli");
        now = now.plusSeconds(1);
        Session second = sessions.start("second", "cli");

        assertThat(sessions.recent(5)).containsExactly(second, first);
        assertThat(sessions.recent(1)).containsExactly(second);
        assertThat(first.id()).isLessThan(second.id());
    }

    @Test
    void findsSessionsThatHaveAllWordsInAnyOfTheirTurns() {
        Session both = sessions.start("both", "cli");
        say(both, Role.USER, "Why is the ingress slow?");
        say(both, Role.ASSISTANT, "Traefik was throttled.");
        Session one = sessions.start("one", "cli");
        say(one, Role.USER, "Is the ingress fine?");

        assertThat(sessions.search("ingress traefik", 5)).containsExactly(both);
        assertThat(sessions.search("ingress", 5)).containsExactlyInAnyOrder(both, one);
        assertThat(sessions.search("ingress", 1)).hasSize(1);
        assertThat(sessions.search("", 5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "nothing/here*", "NEAR(", "a AND NOT", "col:x", "-nothing", "^", "'; DROP TABLE turn; --"})
    void takesAnyCharactersForWords(String words) {
        Session session = sessions.start("pods", "cli");
        say(session, Role.USER, "What about pod shop/web-6d5f-abcde?");

        assertThat(sessions.search(words, 5)).isEmpty();
        assertThat(sessions.search("shop/web-6d5f-abcde", 5)).containsExactly(session);
    }

    @Test
    void prunesSessionsThatHaveBeenQuietLongEnoughWithTheirWords() {
        Session old = sessions.start("old", "cli");
        say(old, Role.USER, "forgotten");
        Session continued = sessions.start("continued", "cli");
        now = now.plus(Duration.ofDays(91));
        say(continued, Role.USER, "remembered");

        assertThat(sessions.prune(now.minus(Duration.ofDays(90)))).isEqualTo(1);

        assertThat(sessions.recent(5)).containsExactly(continued);
        assertThat(sessions.turns(old.id())).isEmpty();
        assertThat(sessions.search("forgotten", 5)).isEmpty();
        assertThat(sessions.search("remembered", 5)).containsExactly(continued);
    }

    @Test
    void countsTokensByRunJobAndDay() {
        TokenTable tokens = new TokenTable(database);
        tokens.add(new TokenLedger.Entry("report", "r1", "m", 100, 10, now.minus(Duration.ofDays(1))));
        tokens.add(new TokenLedger.Entry("report", "r2", "m", 200, 20, now));
        tokens.add(new TokenLedger.Entry("chat", "r3", "m", 300, 30, now));

        assertThat(tokens.spentSince(now)).isEqualTo(550);
        assertThat(tokens.spentOnRun("r1")).isEqualTo(110);
        assertThat(tokens.spentOnJob("report", now)).isEqualTo(220);
        assertThat(tokens.spentOnJob("report", Instant.EPOCH)).isEqualTo(330);
        assertThat(tokens.spentSince(now.plusSeconds(1))).isZero();
    }

    private void say(Session session, Role role, String text) {
        sessions.append(session.id(), new Turn(role, text, now));
    }
}
