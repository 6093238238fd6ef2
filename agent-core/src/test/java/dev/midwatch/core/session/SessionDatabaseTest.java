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
import java.util.List;
import java.util.Optional;
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
    void findsAWordThatWasSaidWhereTheOthersWereNotHoweverCommonItIs() {
        Session first = sessions.start("first", "cli");
        say(first, Role.USER, "the quokka sleeps");
        say(first, Role.ASSISTANT, "which pod is that?");
        Session without = sessions.start("without", "cli");
        say(without, Role.USER, "a quokka again");
        Session noise = sessions.start("noise", "cli");
        database.inTransaction(() -> {
            for (int i = 0; i < SessionSearch.NEWEST + 10; i++) {
                say(noise, Role.USER, "pod number " + i);
            }
        });

        assertThat(sessions.search("quokka pod", 5)).containsExactly(first);
        assertThat(sessions.matches("quokka pod", 5).cut()).isFalse();
        assertThat(sessions.matches("pod", 5).cut()).isTrue();
        assertThat(sessions.matches("pod", 5).sessions()).containsExactly(noise);
    }

    @Test
    void putsTheSessionFirstThatHasTheRareWordAndAllWordsInOneShortTurn() {
        Session apart = sessions.start("apart", "cli");
        say(apart, Role.USER, "traefik");
        say(apart, Role.USER, "slow");
        Session together = sessions.start("together", "cli");
        say(together, Role.USER, "traefik is slow");
        Session wordy = sessions.start("wordy", "cli");
        say(wordy, Role.USER, "traefik is slow " + "and so on ".repeat(300));

        assertThat(sessions.search("traefik slow", 5)).containsExactly(together, apart, wordy);
        assertThat(sessions.matches("traefik slow", 2).cut()).isTrue();
    }

    @Test
    void putsThePiecesOfItsIndexTogether() {
        Session session = sessions.start("one", "cli");
        SearchIndex index = new SearchIndex(database);
        for (int turn = 0; index.pieces() <= SearchIndex.MOST_PIECES; turn++) {
            assertThat(turn).isLessThan(1_000);
            say(session, Role.USER, "pod number " + turn);
        }

        sessions.tidy();

        assertThat(index.pieces()).isEqualTo(1);
        assertThat(sessions.search("number 0", 5)).containsExactly(session);
    }

    @Test
    void doesNotTakeTheNameOfASessionForWhatWasSaidInIt() {
        Session session = sessions.start("one", "cli");
        say(session, Role.USER, "hello");

        assertThat(sessions.search(session.id(), 5)).isEmpty();
    }

    @Test
    void leavesTheTitleThatAPersonChose() {
        Session session = sessions.start("first words", "cli");

        assertThat(sessions.titleOnce(session.id(), "  Ingress\n is slow ")).isTrue();
        assertThat(title(session)).isEqualTo("Ingress is slow");
        assertThat(sessions.titleOnce(session.id(), "Another")).isFalse();
        assertThat(sessions.retitle(session.id(), "x".repeat(200))).isTrue();
        assertThat(title(session)).isEqualTo("x".repeat(99) + "…");
        assertThat(sessions.titleOnce(session.id(), "Another")).isFalse();
        assertThat(sessions.retitle("nobody", "Title")).isFalse();
        assertThatThrownBy(() -> sessions.retitle(session.id(), " \n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a title is not empty");
    }

    @Test
    void forksASessionAtATurn() {
        Session session = sessions.start("ingress", "discord:1");
        say(session, Role.USER, "Why is it slow?");
        say(session, Role.ASSISTANT, "Traefik was throttled.");
        say(session, Role.USER, "Thanks.");

        Session fork = sessions.fork(session.id(), 2, "cli");
        say(fork, Role.USER, "Since when?");

        assertThat(fork.origin()).isEqualTo("cli");
        assertThat(sessions.turns(fork.id()))
                .extracting(Turn::text)
                .containsExactly("Why is it slow?", "Traefik was throttled.", "Since when?");
        assertThat(sessions.turns(session.id())).hasSize(3);
        assertThat(sessions.summary(fork).parent()).contains(session.id());
        assertThat(sessions.search("throttled since", 5)).containsExactly(fork);
        assertThatThrownBy(() -> sessions.fork(session.id(), 4, "cli"))
                .hasMessage("the session %s has 3 turns; it cannot be forked after turn 4", session.id());
        assertThatThrownBy(() -> sessions.fork("nobody", 1, "cli")).hasMessage("there is no session nobody");
    }

    @Test
    void keepsAForkWhenItsParentIsForgotten() {
        Session session = sessions.start("ingress", "cli");
        say(session, Role.USER, "Why is it slow?");
        Session fork = sessions.fork(session.id(), 1, "cli");

        assertThat(sessions.delete(session.id())).isTrue();
        assertThat(sessions.delete(session.id())).isFalse();

        assertThat(sessions.turns(fork.id())).hasSize(1);
        assertThat(sessions.summary(fork).parent()).isEmpty();
        assertThat(sessions.search("slow", 5)).containsExactly(fork);
    }

    @Test
    void findsTheLastSessionOfAnOrigin() {
        sessions.start("first", "cli");
        now = now.plusSeconds(1);
        Session second = sessions.start("second", "cli");
        now = now.plusSeconds(1);
        sessions.start("elsewhere", "discord:1");

        assertThat(sessions.last("cli")).contains(second);
        assertThat(sessions.last("dashboard:roger")).isEmpty();
    }

    @Test
    void keepsASessionOfElsewhereOnce() {
        Instant then = now.minus(Duration.ofDays(2));
        Transcript had = new Transcript(
                "1", "etcd", "telegram", then, Optional.empty(), List.of(new Turn(Role.USER, "Is etcd fine?", then)));

        Session kept = sessions.keep("other", had).orElseThrow();

        assertThat(sessions.keep("other", had)).isEmpty();
        assertThat(kept.origin()).isEqualTo("import:other");
        assertThat(kept.started()).isEqualTo(then);
        assertThat(sessions.turns(kept.id())).isEqualTo(had.turns());
        assertThat(sessions.search("etcd", 5)).containsExactly(kept);
    }

    @Test
    void knowsASessionByTheBeginningOrTheEndOfItsId() {
        Session session = sessions.start("one", "cli");
        now = now.plusSeconds(1);
        sessions.start("two", "cli");

        assertThat(sessions.named(session.id())).containsExactly(session);
        assertThat(sessions.named(session.id().substring(20))).containsExactly(session);
        assertThat(sessions.named("2026")).hasSize(2);
        assertThat(sessions.named("%")).isEmpty();
    }

    @Test
    void saysWhichSessionsArePrunedBeforeTheyAre() {
        Session old = sessions.start("old", "cli");
        now = now.plus(Duration.ofDays(91));
        sessions.start("new", "cli");

        assertThat(sessions.quietSince(now.minus(Duration.ofDays(90)))).containsExactly(old);
        assertThat(sessions.prune(now.minus(Duration.ofDays(90)))).isEqualTo(1);
        assertThat(sessions.quietSince(now.minus(Duration.ofDays(90)))).isEmpty();
    }

    @Test
    void prunesNothingThatWasImportedUntilItIsDeleted() {
        Instant then = now.minus(Duration.ofDays(200));
        Transcript had = new Transcript(
                "1", "etcd", "telegram", then, Optional.empty(), List.of(new Turn(Role.USER, "Is etcd fine?", then)));
        Session kept = sessions.keep("other", had).orElseThrow();

        assertThat(sessions.quietSince(now)).isEmpty();
        assertThat(sessions.prune(now)).isZero();
        assertThat(sessions.search("etcd", 5)).containsExactly(kept);
        assertThat(sessions.delete(kept.id())).isTrue();
    }

    private String title(Session session) {
        return sessions.find(session.id()).orElseThrow().title();
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

    @Test
    void passesOverANullInAWord() {
        Session session = sessions.start("nodes", "cli");
        say(session, Role.USER, "How are the nodes?");

        assertThat(sessions.search("no\0des", 10)).containsExactly(session);
    }

    @Test
    void givesNoTitleThatIsNone() {
        Session session = sessions.start("conversation", "cli");

        assertThat(sessions.titleOnce(session.id(), "\u001b[31m")).isFalse();
        assertThat(sessions.find(session.id())).contains(session);
    }

    private void say(Session session, Role role, String text) {
        sessions.append(session.id(), new Turn(role, text, now));
    }
}
