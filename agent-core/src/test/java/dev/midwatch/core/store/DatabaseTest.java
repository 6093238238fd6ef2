package dev.midwatch.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path home;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        database.update("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, at INTEGER, done INTEGER)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> notes() {
        return database.query("SELECT text FROM note ORDER BY id", row -> row.text("text"));
    }

    private void note(String text) {
        database.update("INSERT INTO note (text) VALUES (?)", text);
    }

    @Test
    void keepsValuesOfEveryKind() {
        Instant at = Instant.parse("2026-03-29T01:00:00.123Z");
        database.update("INSERT INTO note (text, at, done) VALUES (?, ?, ?)", "watch", at, true);
        database.update("INSERT INTO note (text, at, done) VALUES (?, ?, ?)", null, null, false);
        record Note(String text, Instant at, boolean done) {}
        assertThat(database.query(
                        "SELECT * FROM note ORDER BY id",
                        row -> new Note(
                                row.maybeText("text").orElse("-"),
                                row.maybeInstant("at").orElse(Instant.EPOCH),
                                row.flag("done"))))
                .containsExactly(new Note("watch", at, true), new Note("-", Instant.EPOCH, false));
    }

    @Test
    void readsWhatWasNotedAtOnceAndAfterItWasOpenedAgain() {
        database.note("INSERT INTO note (text) VALUES (?)", "said");
        assertThat(notes()).containsExactly("said");
        note("done");
        database.note("INSERT INTO note (text) VALUES (?)", "said again");
        database.close();
        database = Database.open(home.resolve("state.db"));
        assertThat(notes()).containsExactly("said", "done", "said again");
    }

    @Test
    void undoesWhatWasNotedWithTheTransactionRoundIt() {
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    database.note("INSERT INTO note (text) VALUES (?)", "said");
                    assertThat(notes()).containsExactly("said");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(notes()).isEmpty();
    }

    /** Without waiting its turn, about one in thirty of these rounds has somebody refused. */
    @Test
    void letsSeveralOpenANewFileAtTheSameMoment() throws Exception {
        int openers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(openers);
        try {
            for (int round = 0; round < 100; round++) {
                Path file = home.resolve("new-" + round + ".db");
                CyclicBarrier together = new CyclicBarrier(openers);
                Callable<Integer> opener = () -> {
                    together.await(30, TimeUnit.SECONDS);
                    try (Database one = Database.open(file)) {
                        return one.query("SELECT * FROM run", row -> row.number("id"))
                                .size();
                    }
                };
                for (Future<Integer> one : threads.invokeAll(Collections.nCopies(openers, opener))) {
                    assertThat(one.get()).isZero();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void saysWhichColumnHoldsNothing() {
        database.update("INSERT INTO note (text) VALUES (NULL)");
        assertThatThrownBy(this::notes).isInstanceOf(StoreException.class).hasMessageContaining("column text");
    }

    @Test
    void rollsBackWholeTransactionWhenItThrows() {
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    note("lost");
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThat(notes()).isEmpty();
        note("kept");
        assertThat(notes()).containsExactly("kept");
    }

    @Test
    void readsItsOwnWritesInsideTransaction() {
        List<String> seen = database.transaction(() -> {
            note("mine");
            return notes();
        });
        assertThat(seen).containsExactly("mine");
    }

    @Test
    void joinsNestedTransactions() {
        database.inTransaction(() -> {
            note("outer");
            database.inTransaction(() -> note("inner"));
        });
        assertThat(notes()).containsExactly("outer", "inner");
    }

    @Test
    void keepsNothingWhenAnInnerPartFailed() {
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    note("outer");
                    try {
                        database.inTransaction(() -> {
                            note("inner");
                            throw new IllegalArgumentException("inner");
                        });
                    } catch (IllegalArgumentException swallowed) {
                        assertThat(swallowed).hasMessage("inner");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(notes()).isEmpty();
    }

    @Test
    void returnsRowsOfAWritingStatement() {
        assertThat(database.one("INSERT INTO note (text) VALUES ('x') RETURNING id", row -> row.number("id")))
                .contains(1L);
    }

    @Test
    void readsWhileAnotherThreadWrites() throws Exception {
        note("before");
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        Thread writer = new Thread(() -> database.inTransaction(() -> {
            note("uncommitted");
            written.countDown();
            await(read);
        }));
        writer.start();
        await(written);
        assertThat(notes()).containsExactly("before");
        read.countDown();
        writer.join();
        assertThat(notes()).containsExactly("before", "uncommitted");
    }

    @Test
    void usesTheSettingsThatDurabilityRestsOn() {
        List<String> settings = database.transaction(() -> List.of(
                pragma("journal_mode"),
                pragma("synchronous"),
                pragma("foreign_keys"),
                pragma("timeout", "busy_timeout")));
        assertThat(settings).containsExactly("wal", "2", "1", "5000");
    }

    private String pragma(String name) {
        return pragma(name, name);
    }

    private String pragma(String column, String name) {
        return database.one("PRAGMA " + name, row -> row.text(column)).orElseThrow();
    }

    @Test
    void reportsAFullDiskAndGoesOnAfterwards() {
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    database.query("PRAGMA max_page_count = 1", row -> row.number("max_page_count"));
                    for (int i = 0; i < 100; i++) {
                        note("x".repeat(10_000));
                    }
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DISK_FULL))
                .hasMessageContaining("the disk is full")
                .hasMessageContaining("state.db");
        database.inTransaction(
                () -> database.query("PRAGMA max_page_count = 100000", row -> row.number("max_page_count")));
        note("room again");
        assertThat(notes()).containsExactly("room again");
    }

    @Test
    void refusesToWriteWhenOpenedReadOnly() {
        note("seen");
        try (Database looking = Database.openReadOnly(home.resolve("state.db"))) {
            assertThat(looking.query("SELECT text FROM note", row -> row.text("text")))
                    .containsExactly("seen");
            assertThatThrownBy(() -> looking.update("DELETE FROM note"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("reading only");
            note("still writing");
            assertThat(looking.query("SELECT text FROM note", row -> row.text("text")))
                    .hasSize(2);
        }
    }

    @Test
    void saysThatThereIsNothingToOpen() {
        assertThatThrownBy(() -> Database.openReadOnly(home.resolve("none.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("none.db");
        assertThatThrownBy(() -> Database.open(home.resolve("missing").resolve("state.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("directory is missing");
    }

    @Test
    void saysThatAFileIsNoStore() throws Exception {
        Path text = Files.writeString(home.resolve("text.db"), "this is not a database, however long it is".repeat(50));
        assertThatThrownBy(() -> Database.open(text))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED));
    }

    @Test
    void keepsTheFileToItsOwner() throws Exception {
        Path file = home.resolve("state.db");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void backsUpWhileInUse() {
        note("copied");
        Path copy = home.resolve("backup.db");
        database.backup(copy);
        note("later");
        try (Database restored = Database.open(copy)) {
            assertThat(restored.query("SELECT text FROM note", row -> row.text("text")))
                    .containsExactly("copied");
        }
        assertThatThrownBy(() -> database.backup(copy)).hasMessageContaining("exists already");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
