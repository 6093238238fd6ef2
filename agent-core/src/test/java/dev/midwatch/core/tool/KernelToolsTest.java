package dev.midwatch.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.core.memory.Entry;
import dev.midwatch.core.memory.MemoryChange;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.memory.MemorySettings;
import dev.midwatch.testkit.FakeCluster;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelToolsTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-29T12:00:00Z"));

    @TempDir
    Path directory;

    private MemoryFiles notes;

    @BeforeEach
    void open() {
        notes = new MemoryFiles(directory, new MemorySettings(true, true, false, 100, 100), NOON);
    }

    @Test
    void findingsSaysSoWhenThereAreNone() {
        assertThat(call(new FindingsTool(() -> ""), "{}")).isEqualTo("no open findings");
        assertThat(call(new FindingsTool(() -> "web is down"), "{}")).isEqualTo("web is down");
    }

    @Test
    void memoryAddsReplacesAndRemoves() {
        Tool memory = new MemoryTool(notes, Redactor.knowing(List.of()));

        assertThat(call(memory, "{\"do\":\"add\",\"text\":\"3 nodes\"}")).isEqualTo("remembered");
        assertThat(call(memory, "{\"do\":\"replace\",\"old\":\"3 nodes\",\"text\":\"4 nodes\"}"))
                .isEqualTo("replaced");
        assertThat(notes.all()).extracting(Memory::text).containsExactly("4 nodes");
        assertThat(call(memory, "{\"do\":\"remove\",\"text\":\"3 nodes\"}")).contains("no such line: 3 nodes");
        assertThat(call(memory, "{\"do\":\"remove\",\"text\":\"4 nodes\"}")).isEqualTo("removed");
        assertThat(call(memory, "{\"do\":\"forget\",\"text\":\"x\"}")).contains("do: ");
    }

    @Test
    void memoryKeepsTheOldLineWhereTheNewOneIsRefused() {
        Tool memory = new MemoryTool(notes, Redactor.knowing(List.of()));
        call(memory, "{\"do\":\"add\",\"text\":\"3 nodes\"}");

        String answer =
                call(memory, "{\"do\":\"replace\",\"old\":\"3 nodes\",\"text\":\"%s\"}".formatted("x".repeat(100)));

        assertThat(answer).contains("MEMORY.md would hold 103 of at most 100 characters");
        assertThat(notes.all()).extracting(Memory::text).containsExactly("3 nodes");
    }

    @Test
    void memorySaysWhoSaidItAndWhen() {
        call(new MemoryTool(notes, Redactor.knowing(List.of())), "{\"do\":\"add\",\"text\":\"3 nodes\"}");

        assertThat(notes.entries())
                .containsExactly(new Entry(
                        new Memory(Memory.About.WORK, "3 nodes", "model in job:x"), Optional.of(NOON.instant())));
        assertThat(Authority.unattended("discord:1", permission -> false)
                        .in("42")
                        .voice())
                .isEqualTo("model in session 42");
    }

    @Test
    void memoryLeavesTheOldLineInForceWhileItsReplacementWaits() {
        notes.apply(MemoryChange.add(new Memory(Memory.About.PEOPLE, "Ann likes tables", "user"), NOON.instant()));
        MemoryFiles reviewed = new MemoryFiles(directory, MemorySettings.of(true, true, true), NOON);
        Tool memory = new MemoryTool(reviewed, Redactor.knowing(List.of()));

        assertThat(call(memory, "{\"do\":\"replace\",\"old\":\"Ann likes tables\",\"text\":\"Ann likes prose\"}"))
                .startsWith("handed in");
        assertThat(call(memory, "{\"do\":\"remove\",\"text\":\"Ann likes tables\"}"))
                .startsWith("handed in");

        assertThat(reviewed.all()).extracting(Memory::text).containsExactly("Ann likes tables");
        assertThat(reviewed.pending())
                .extracting(MemoryChange::what)
                .containsExactly(MemoryChange.What.REPLACE, MemoryChange.What.REMOVE);
    }

    @Test
    void memoryHoldsNoSecrets() {
        call(
                new MemoryTool(notes, Redactor.knowing(List.of())),
                "{\"do\":\"add\",\"text\":\"DB_PASSWORD=hunter2hunter2\"}");

        assertThat(notes.all().get(0).text()).isEqualTo("DB_PASSWORD=[redacted]");
    }

    private static String call(Tool tool, String arguments) {
        return new ToolRegistry(
                        List.of(tool),
                        List.of(),
                        permissions -> FakeCluster.empty(),
                        (called, declared, action, authority) -> {
                            throw new AssertionError("these tools do not act");
                        },
                        NOON)
                .offer(Authority.unattended("job:x", permission -> false))
                .call(tool.spec().name(), arguments)
                .text();
    }
}
