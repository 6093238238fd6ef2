package dev.midwatch.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Memory.About;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryFilesTest {
    private static final Memory NODES = new Memory(About.WORK, "The cluster has 3 nodes", "session:1");
    private static final Memory ROGER = new Memory(About.PEOPLE, "Roger wants short messages", "user");

    @TempDir
    Path directory;

    @Test
    void remembersInTwoFilesThatPeopleCanRead() throws IOException {
        MemoryFiles memories = memories(false);

        assertThat(memories.remember(NODES)).isTrue();
        assertThat(memories.remember(ROGER)).isTrue();
        assertThat(memories.remember(NODES)).isTrue();

        assertThat(memories.all()).containsExactly(NODES, ROGER);
        assertThat(directory.resolve("MEMORY.md"))
                .hasContent("# Memory\n\n- The cluster has 3 nodes <!-- session:1 -->");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void readsWhatAPersonWroteAndKeepsTheRestOfTheFile() throws IOException {
        Files.writeString(directory.resolve("MEMORY.md"), "# Mine\n\nSome prose.\n* by hand\n- other <!-- user -->\n");
        MemoryFiles memories = memories(false);

        assertThat(memories.all()).extracting(Memory::text).containsExactly("by hand", "other");
        assertThat(memories.forget("other")).isTrue();
        assertThat(memories.forget("other")).isFalse();
        assertThat(directory.resolve("MEMORY.md")).hasContent("# Mine\n\nSome prose.\n* by hand");
    }

    @Test
    void waitsForAPersonWhereApprovalIsOn() {
        MemoryFiles memories = memories(true);

        assertThat(memories.remember(NODES)).isFalse();
        assertThat(memories.remember(ROGER)).isFalse();
        assertThat(memories.all()).isEmpty();
        assertThat(memories.pending()).containsExactly(NODES, ROGER);

        assertThat(memories.accept(NODES)).isTrue();
        assertThat(memories.reject(ROGER)).isTrue();
        assertThat(memories.accept(ROGER)).isFalse();
        assertThat(memories.all()).containsExactly(NODES);
        assertThat(memories.pending()).isEmpty();
    }

    @Test
    void refusesWhatWouldPassTheSizeCap() {
        MemoryFiles memories = new MemoryFiles(directory, new MemorySettings(true, true, false, 60, 60));
        memories.remember(NODES);

        assertThatThrownBy(() -> memories.remember(new Memory(About.WORK, "One more", "user")))
                .hasMessageContaining("MEMORY.md would hold")
                .hasMessageContaining("at most 60");
        assertThat(memories.all()).containsExactly(NODES);
    }

    @Test
    void refusesWhatIsTurnedOff() {
        MemoryFiles memories = new MemoryFiles(directory, MemorySettings.of(true, false, false));

        assertThatThrownBy(() -> memories.remember(ROGER)).hasMessageContaining("turned off");
    }

    @Test
    void refusesAnEntryThatWouldBreakTheFile() {
        assertThatThrownBy(() -> memories(false).remember(new Memory(About.WORK, "a <!-- b", "user")))
                .hasMessageContaining("one line");
        assertThat(List.of(directory.toFile().list())).isEmpty();
    }

    private MemoryFiles memories(boolean approval) {
        return new MemoryFiles(directory, MemorySettings.of(true, true, approval));
    }
}
