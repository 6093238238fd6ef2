package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.store.Memory;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.memory.MemoryChange;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.memory.MemorySettings;
import dev.midwatch.core.tool.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoriesTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-29T12:00:00Z"));
    private static final Actor OTTO = new Actor("dashboard:otto", Level.OPERATOR);

    @TempDir
    Path home;

    private MemoryFiles files;
    private Audit audit;
    private Memories memories;

    @BeforeEach
    void open() {
        files = new MemoryFiles(home.resolve("memories"), new MemorySettings(true, true, true, 600, 600), NOON);
        audit = new Audit(home.resolve("audit.jsonl"), Clock.systemUTC());
        memories = new Memories(files, audit, NOON);
        files.remember(new Memory(Memory.About.WORK, "the disk of k3s-1 is small", "chat"));
    }

    @Test
    void putsWhatWaitsInForceAndForgetsIt() {
        assertThat(memories.list())
                .containsExactly(new MemoryRow(
                        "work", "the disk of k3s-1 is small", "chat", "2026-11-29T12:00:00Z", true, "add", ""));
        memories.accept("the disk of k3s-1 is small", OTTO);
        assertThat(memories.list()).extracting(MemoryRow::waiting).containsExactly(false);
        memories.forget("the disk of k3s-1 is small", OTTO);
        assertThat(memories.list()).isEmpty();
        assertThat(audit.lines()).hasSize(2);
    }

    @Test
    void remembersWhatAPersonSaysAtOnceAndSaysWho() {
        memories.add(Memory.About.PEOPLE, "Ann is on call", OTTO);
        assertThat(memories.list())
                .contains(new MemoryRow(
                        "people", "Ann is on call", "dashboard:otto", "2026-11-29T12:00:00Z", false, "", ""));
        assertThat(audit.lines()).singleElement().asString().contains("memory added", "Ann is on call");
        assertThatThrownBy(() -> memories.add(Memory.About.PEOPLE, "two\nlines", OTTO))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void keepsTheOldLineUntilItsReplacementIsAccepted() {
        memories.accept("the disk of k3s-1 is small", OTTO);
        files.propose(MemoryChange.replace(
                "the disk of k3s-1 is small",
                new Memory(Memory.About.WORK, "the disk of k3s-1 is large", "model in session 7"),
                NOON.instant()));
        assertThat(memories.list())
                .extracting(MemoryRow::text, MemoryRow::change, MemoryRow::old)
                .containsExactly(
                        tuple("the disk of k3s-1 is large", "replace", "the disk of k3s-1 is small"),
                        tuple("the disk of k3s-1 is small", "", ""));
        memories.accept("the disk of k3s-1 is large", OTTO);
        assertThat(memories.list())
                .containsExactly(new MemoryRow(
                        "work",
                        "the disk of k3s-1 is large",
                        "model in session 7",
                        "2026-11-29T12:00:00Z",
                        false,
                        "",
                        ""));
        assertThat(audit.lines().get(1)).contains("memory accepted", "replace", "the disk of k3s-1 is small");
    }

    @Test
    void saysNothingOfAnAcceptedOneThatWasRefused() {
        MemoryFiles full =
                new MemoryFiles(home.resolve("memories"), new MemorySettings(true, true, true, 10, 10), NOON);
        assertThatThrownBy(() -> new Memories(full, audit, NOON).accept("the disk of k3s-1 is small", OTTO))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("at most 10 characters");
        assertThat(audit.lines()).isEmpty();
        assertThat(memories.list()).extracting(MemoryRow::waiting).containsExactly(true);
    }

    @Test
    void dropsWhatIsRejected() {
        memories.reject("the disk of k3s-1 is small", OTTO);
        assertThat(memories.list()).isEmpty();
        assertThat(audit.lines()).singleElement().asString().contains("memory rejected", "dashboard:otto");
    }

    @Test
    void refusesWhatIsNotThereAndWhoMayNot() {
        Actor vera = new Actor("dashboard:vera", Level.VIEWER);
        assertThatThrownBy(() -> memories.accept("x", OTTO)).hasMessage("nothing of that text waits to be remembered");
        assertThatThrownBy(() -> memories.reject("x", OTTO)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> memories.forget("x", OTTO)).hasMessage("nothing of that text is remembered");
        assertThatThrownBy(() -> memories.accept("the disk of k3s-1 is small", vera))
                .hasMessageContaining("operator");
        assertThat(audit.lines()).isEmpty();
    }
}
