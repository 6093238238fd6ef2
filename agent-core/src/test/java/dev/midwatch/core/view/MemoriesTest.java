package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.store.Memory;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.memory.MemorySettings;
import dev.midwatch.core.tool.Level;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoriesTest {
    private static final Actor OTTO = new Actor("dashboard:otto", Level.OPERATOR);

    @TempDir
    Path home;

    private MemoryFiles files;
    private Audit audit;
    private Memories memories;

    @BeforeEach
    void open() {
        files = new MemoryFiles(home.resolve("memories"), new MemorySettings(true, true, true, 600, 600));
        audit = new Audit(home.resolve("audit.jsonl"), Clock.systemUTC());
        memories = new Memories(files, audit);
        files.remember(new Memory(Memory.About.WORK, "the disk of k3s-1 is small", "chat"));
    }

    @Test
    void putsWhatWaitsInForceAndForgetsIt() {
        assertThat(memories.list()).containsExactly(new MemoryRow("work", "the disk of k3s-1 is small", "chat", true));
        memories.accept("the disk of k3s-1 is small", OTTO);
        assertThat(memories.list()).extracting(MemoryRow::waiting).containsExactly(false);
        memories.forget("the disk of k3s-1 is small", OTTO);
        assertThat(memories.list()).isEmpty();
        assertThat(audit.lines()).hasSize(2);
    }

    @Test
    void saysNothingOfAnAcceptedOneThatWasRefused() {
        MemoryFiles full = new MemoryFiles(home.resolve("memories"), new MemorySettings(true, true, true, 10, 10));
        assertThatThrownBy(() -> new Memories(full, audit).accept("the disk of k3s-1 is small", OTTO))
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
