package dev.midwatch.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.MemoryStore;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.testkit.FakeCluster;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KernelToolsTest {
    private final Notes notes = new Notes();

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
        assertThat(notes.lines).extracting(Memory::text).containsExactly("4 nodes");
        assertThat(call(memory, "{\"do\":\"remove\",\"text\":\"3 nodes\"}")).contains("no such line: 3 nodes");
        assertThat(call(memory, "{\"do\":\"remove\",\"text\":\"4 nodes\"}")).isEqualTo("removed");
        assertThat(call(memory, "{\"do\":\"forget\",\"text\":\"x\"}")).contains("do: ");
    }

    @Test
    void memoryKeepsTheOldLineWhereTheNewOneIsRefused() {
        Tool memory = new MemoryTool(notes, Redactor.knowing(List.of()));
        call(memory, "{\"do\":\"add\",\"text\":\"3 nodes\"}");

        String answer = call(memory, "{\"do\":\"replace\",\"old\":\"3 nodes\",\"text\":\"too long\"}");

        assertThat(answer).isEqualTo("full");
        assertThat(notes.lines).extracting(Memory::text).containsExactly("3 nodes");
    }

    @Test
    void memoryHoldsNoSecrets() {
        call(
                new MemoryTool(notes, Redactor.knowing(List.of())),
                "{\"do\":\"add\",\"text\":\"DB_PASSWORD=hunter2hunter2\"}");

        assertThat(notes.lines.get(0).text()).isEqualTo("DB_PASSWORD=[redacted]");
    }

    private static String call(Tool tool, String arguments) {
        return new ToolRegistry(
                        List.of(tool),
                        List.of(),
                        permissions -> FakeCluster.empty(),
                        (called, declared, action, authority) -> {
                            throw new AssertionError("these tools do not act");
                        },
                        InstantSource.system())
                .offer(Authority.unattended("job:x", permission -> false))
                .call(tool.spec().name(), arguments)
                .text();
    }

    private static final class Notes implements MemoryStore {
        final List<Memory> lines = new ArrayList<>();

        @Override
        public List<Memory> all() {
            return List.copyOf(lines);
        }

        @Override
        public boolean remember(Memory memory) {
            if (memory.text().equals("too long")) {
                throw new IllegalArgumentException("full");
            }
            return lines.add(memory);
        }

        @Override
        public boolean forget(String text) {
            return lines.removeIf(memory -> memory.text().equals(text));
        }
    }
}
