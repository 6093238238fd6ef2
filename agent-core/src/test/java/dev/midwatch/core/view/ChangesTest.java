package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.view.Changes.Topic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path home;

    private Database database;
    /** As another process has it. */
    private Database beside;

    private SessionDatabase sessions;
    private Session session;
    private Changes changes;
    private final List<Set<Topic>> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        beside = Database.open(home.resolve("state.db"));
        sessions = new SessionDatabase(beside, Clock.systemUTC());
        session = sessions.start("test", "test");
        changes = new Changes(database);
    }

    @AfterEach
    void close() {
        changes.close();
        beside.close();
        database.close();
    }

    private void turn() {
        sessions.append(session.id(), new Turn(Turn.Role.USER, "hello", Instant.EPOCH));
    }

    private Set<Topic> all() {
        Set<Topic> all = EnumSet.noneOf(Topic.class);
        heard.forEach(all::addAll);
        return all;
    }

    @Test
    void hearsOfWhatAnotherProcessChangedAndOfNothingElse() {
        changes.listen(heard::add);
        turn();
        await().atMost(SOON).until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(Set.of(Topic.SESSIONS));
    }

    @Test
    void hearsOfManyChangesAtOnce() {
        changes.listen(heard::add);
        beside.inTransaction(() -> {
            for (int i = 0; i < 500; i++) {
                turn();
            }
            beside.update("INSERT INTO silences (matchers, until, by, why, created) VALUES ('{}', 1, '', '', 0)");
        });
        await().atMost(SOON).until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(Set.of(Topic.SESSIONS, Topic.FINDINGS));
    }

    @Test
    void hearsNothingOfWhatWasRolledBack() {
        changes.listen(heard::add);
        assertThatThrownBy(() -> beside.inTransaction(() -> {
                    turn();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        // What comes afterwards is heard of, so whatever came before would have been.
        beside.update("INSERT INTO silences (matchers, until, by, why, created) VALUES ('{}', 1, '', '', 0)");
        await().atMost(SOON).until(() -> all().contains(Topic.FINDINGS));
        assertThat(all()).containsExactly(Topic.FINDINGS);
    }

    @Test
    void hearsOfJobsFromTheirFileButNotOfWhatChangedBefore() {
        changes.jobsChanged();
        turn();
        changes.listen(heard::add);
        beside.update("INSERT INTO silences (matchers, until, by, why, created) VALUES ('{}', 1, '', '', 0)");
        await().atMost(SOON).until(() -> all().contains(Topic.FINDINGS));
        assertThat(all()).containsExactly(Topic.FINDINGS);
        changes.jobsChanged();
        await().atMost(SOON).until(() -> all().contains(Topic.JOBS));
    }

    @Test
    void tellsTheOthersAlsoWhenOneFails() {
        changes.listen(topics -> {
            throw new IllegalStateException("gone");
        });
        changes.listen(heard::add);
        turn();
        await().atMost(SOON).until(() -> heard.size() == 1);
        turn();
        await().atMost(SOON).until(() -> heard.size() == 2);
    }

    @Test
    void looksNoMoreWhenNobodyListensAndAgainWhenSomebodyDoes() throws Exception {
        List<Set<Topic>> first = new CopyOnWriteArrayList<>();
        AutoCloseable listening = changes.listen(first::add);
        turn();
        await().atMost(SOON).until(() -> first.size() == 1);
        listening.close();
        listening.close();
        turn();
        changes.listen(heard::add);
        beside.update("INSERT INTO silences (matchers, until, by, why, created) VALUES ('{}', 1, '', '', 0)");
        await().atMost(SOON).until(() -> all().contains(Topic.FINDINGS));
        assertThat(all()).as("only what came since it listens").containsExactly(Topic.FINDINGS);
        assertThat(first).hasSize(1);
    }

    @Test
    void goesOnAfterTheStoreCouldNotBeReadForAWhile() {
        changes.listen(heard::add);
        beside.update("INSERT INTO revision VALUES ('NEVER_HEARD_OF', 1)");
        turn();
        beside.update("DELETE FROM revision WHERE topic = 'NEVER_HEARD_OF'");
        await().atMost(SOON).until(() -> all().contains(Topic.SESSIONS));
    }
}
