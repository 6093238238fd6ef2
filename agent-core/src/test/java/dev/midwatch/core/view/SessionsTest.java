package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.store.Turn;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path home;

    private Database database;
    private SessionDatabase store;
    private Sessions sessions;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        store = new SessionDatabase(database, () -> NOON);
        sessions = new Sessions(store);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String session(String title, String... turns) {
        String id = store.start(title, "test").id();
        for (int i = 0; i < turns.length; i++) {
            store.append(
                    id, new Turn(i % 2 == 0 ? Turn.Role.USER : Turn.Role.ASSISTANT, turns[i], NOON.plusSeconds(i)));
        }
        return id;
    }

    @Test
    void pagesWithoutLosingOrRepeatingOneThoughAllBeganAtTheSameMoment() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(session("session " + i));
        }
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < 25; offset += 4) {
            Listing<SessionRow> part = sessions.list(new Page(offset, 4));
            assertThat(part.total()).isEqualTo(25);
            part.items().forEach(row -> paged.add(row.id()));
        }
        assertThat(paged).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void saysHowMuchWasSaidAndWhenLast() {
        SessionRow row = sessions.get(session("one", "a", "b", "c"));
        assertThat(row.turns()).isEqualTo(3);
        assertThat(row.last()).isEqualTo(NOON.plusSeconds(2));
        assertThat(sessions.get(session("empty")).last()).isEqualTo(NOON);
    }

    @Test
    void pagesWhatWasSaid() {
        String id = session("one", "a", "b", "c", "d", "e");
        Listing<TurnRow> part = sessions.turns(id, new Page(2, 2));
        assertThat(part.items()).extracting(TurnRow::text).containsExactly("c", "d");
        assertThat(part.items()).extracting(TurnRow::role).containsExactly("user", "assistant");
        assertThat(part.total()).isEqualTo(5);
        assertThat(part.next()).hasValue(4);
        assertThat(sessions.turns(id, new Page(4, 2)).next()).isEmpty();
    }

    @Test
    void takesOperatorsOfTheSearchForWords() {
        String id = session("one", "the node is NOT ready OR is it", "NEAR shop");
        session("two", "nothing of that kind");
        for (String words : List.of(
                "node ready",
                "NOT node",
                "ready OR",
                "\"node",
                "node*",
                "NEAR shop",
                "node -ready",
                "shop) (node",
                "text:node")) {
            assertThat(sessions.search(words, Page.first(9)).items())
                    .as(words)
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(row -> assertThat(row.id()).isEqualTo(id));
        }
        assertThat(sessions.search("node ready", Page.first(9)).items()).hasSize(1);
        assertThat(sessions.search("* \" ( )", Page.first(9)).items()).isEmpty();
        assertThat(sessions.search("", Page.first(9)).total()).isZero();
    }

    @Test
    void pagesWhatWasFound() {
        for (int i = 0; i < 7; i++) {
            session("session " + i, "the disk is full");
        }
        Listing<SessionRow> part = sessions.search("disk", new Page(5, 5));
        assertThat(part.items())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.turns()).isEqualTo(1));
        assertThat(part.total()).isEqualTo(7);
    }

    @Test
    void namesTheSessionThatThereIsNot() {
        assertThatThrownBy(() -> sessions.get("x")).isInstanceOf(Refusal.class).hasMessage("there is no session x");
        assertThatThrownBy(() -> sessions.turns("x", Page.first(1))).hasMessage("there is no session x");
    }
}
