package dev.midwatch.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Memory.About;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryFilesTest {
    private static final Memory NODES = new Memory(About.WORK, "The cluster has 3 nodes", "session:1");
    private static final Memory ROGER = new Memory(About.PEOPLE, "Roger wants short messages", "user");

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

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
                .hasContent("# Memory\n\n- The cluster has 3 nodes <!-- session:1; 2026-11-29T12:00:00Z -->");
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("MEMORY.md", "USER.md", ".MEMORY.md.lock");
        }
    }

    /** A gateway and a command beside it; without waiting for each other they lose most of each other's lines. */
    @Test
    void keepsWhatTwoWriteAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Object>> writers = Stream.of("gateway", "command")
                    .map(by -> Executors.callable(() -> {
                        MemoryFiles memories = new MemoryFiles(
                                directory, new MemorySettings(true, true, false, 100_000, 100_000), () -> NOON);
                        for (int line = 0; line < 100; line++) {
                            memories.remember(new Memory(About.WORK, by + " " + line, by));
                        }
                    }))
                    .toList();
            for (Future<Object> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(memories(false).all()).hasSize(200);
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
        MemoryChange nodes = MemoryChange.add(NODES, NOON);
        MemoryChange roger = MemoryChange.add(ROGER, NOON);
        assertThat(memories.pending()).containsExactly(nodes, roger);

        assertThat(memories.accept(nodes)).isTrue();
        assertThat(memories.reject(roger)).isTrue();
        assertThat(memories.accept(roger)).isFalse();
        assertThat(memories.all()).containsExactly(NODES);
        assertThat(memories.pending()).isEmpty();
    }

    @Test
    void refusesWhatWouldPassTheSizeCap() {
        MemoryFiles memories = files(new MemorySettings(true, true, false, 30, 30));
        memories.remember(NODES);

        assertThatThrownBy(() -> memories.remember(new Memory(About.WORK, "One more", "user")))
                .hasMessageContaining("MEMORY.md would hold")
                .hasMessageContaining("at most 30");
        assertThat(memories.all()).containsExactly(NODES);
    }

    @Test
    void refusesWhatIsTurnedOff() {
        MemoryFiles memories = files(MemorySettings.of(true, false, false));

        assertThatThrownBy(() -> memories.remember(ROGER)).hasMessageContaining("turned off");
    }

    @Test
    void refusesAnEntryThatWouldBreakTheFile() {
        assertThatThrownBy(() -> memories(false).remember(new Memory(About.WORK, "a <!-- b", "user")))
                .hasMessageContaining("one line");
        assertThat(directory.resolve("MEMORY.md")).doesNotExist();
    }

    @Test
    void replacesALineInItsPlace() throws IOException {
        Files.writeString(directory.resolve("MEMORY.md"), "# Mine\r\n\r\n1. one\r\n2. two\r\n\r\nProse.\r\n");
        MemoryFiles memories = memories(false);

        memories.propose(MemoryChange.replace("one", new Memory(About.WORK, "uno", "model in session 7"), NOON));

        assertThat(Files.readString(directory.resolve("MEMORY.md")))
                .isEqualTo(
                        "# Mine\r\n\r\n1. uno <!-- model in session 7; 2026-11-29T12:00:00Z -->\r\n2. two\r\n\r\nProse.\r\n");
    }

    @Test
    void letsAReplacementAndARemovalWaitAsOneThingEach() {
        MemoryFiles memories = memories(true);
        memories.apply(MemoryChange.add(NODES, NOON));
        memories.apply(MemoryChange.add(ROGER, NOON));
        MemoryChange replace = MemoryChange.replace(NODES.text(), new Memory(About.WORK, "4 nodes", "x"), NOON);
        MemoryChange remove = MemoryChange.remove(new Memory(About.PEOPLE, ROGER.text(), "y"), NOON);

        assertThat(memories.propose(replace)).isFalse();
        assertThat(memories.propose(remove)).isFalse();

        assertThat(memories.all()).containsExactly(NODES, ROGER);
        assertThat(memories.pending()).containsExactly(replace, remove);
        memories.reject(replace);
        memories.accept(remove);
        assertThat(memories.all()).containsExactly(NODES);
    }

    @Test
    void refusesAReplacementWhoseLineIsGoneMeanwhile() {
        MemoryFiles memories = memories(true);
        memories.apply(MemoryChange.add(NODES, NOON));
        MemoryChange replace = MemoryChange.replace(NODES.text(), new Memory(About.WORK, "4 nodes", "x"), NOON);
        memories.propose(replace);
        memories.apply(MemoryChange.remove(NODES, NOON));

        assertThatThrownBy(() -> memories.accept(replace)).hasMessageContaining("no such line");
        assertThat(memories.pending()).containsExactly(replace);
    }

    @Test
    void aPluginsRemovalWaitsToo() {
        MemoryFiles memories = memories(true);
        memories.apply(MemoryChange.add(NODES, NOON));

        assertThat(memories.forget(NODES.text())).isTrue();
        assertThat(memories.forget("something else")).isFalse();

        assertThat(memories.all()).containsExactly(NODES);
    }

    @Test
    void tellsAsMuchOfAFileAsItsCapLetsInAndThatThereIsMore() throws IOException {
        Files.writeString(directory.resolve("MEMORY.md"), "- one\n- two\n- three\n- four\n");
        MemoryFiles memories = files(new MemorySettings(true, true, false, 20, 20));

        assertThat(memories.all()).hasSize(4);
        assertThat(memories.forPrompt())
                .extracting(Memory::text)
                .containsExactly(
                        "one",
                        "two",
                        "three",
                        "(1 more in MEMORY.md, which is over its 20 characters: tell the operator to shorten it)");
    }

    @Test
    void leavesAFileOfAnotherEncodingAlone() throws IOException {
        byte[] latin = "- caf\u00e9\n- two\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(directory.resolve("MEMORY.md"), latin);
        MemoryFiles memories = memories(false);

        assertThat(memories.all()).extracting(Memory::text).contains("two");
        assertThatThrownBy(() -> memories.remember(NODES)).hasMessageContaining("save it as UTF-8");
        assertThat(directory.resolve("MEMORY.md")).hasBinaryContent(latin);
    }

    @Test
    void saysSoWhereAnotherChangeOfThatTextWaits() {
        MemoryFiles memories = memories(true);
        memories.apply(MemoryChange.add(NODES, NOON));
        memories.apply(MemoryChange.add(new Memory(About.WORK, "The cluster has 2 nodes", "user"), NOON));
        memories.propose(MemoryChange.remove(NODES, NOON));

        assertThatThrownBy(() -> memories.propose(MemoryChange.replace("The cluster has 2 nodes", NODES, NOON)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("waits for a person already");
    }

    private MemoryFiles memories(boolean approval) {
        return files(MemorySettings.of(true, true, approval));
    }

    private MemoryFiles files(MemorySettings settings) {
        return new MemoryFiles(directory, settings, InstantSource.fixed(NOON));
    }
}
