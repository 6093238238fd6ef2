package dev.midwatch.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody does to the files afterwards, the chain names the step. */
class AuditTamperingTest {
    @TempDir
    Path home;

    private Audit audit;

    @BeforeEach
    void write() {
        // Two steps a file: the first two are full ones, step 5 is in the file that is written.
        audit = new Audit(home.resolve("audit.jsonl"), Clock.systemUTC(), 300);
        IntStream.rangeClosed(1, 5).forEach(i -> audit.record("executed", Map.of("by", "roger" + i)));
    }

    @Test
    void beginsANewFileWhenOneIsFullAndGoesOnWithTheSameChain() throws IOException {
        assertThat(files()).containsExactly("audit-000000002.jsonl", "audit-000000004.jsonl", "audit.jsonl");
        assertThat(audit.chain().broken()).isEmpty();
        assertThat(audit.lines()).hasSize(5);
    }

    @Test
    void goesOnWhereACrashCutOffTheFirstLineOfANewFile() throws IOException {
        Files.writeString(home.resolve("audit.jsonl"), "{\"by\":");
        Files.writeString(home.resolve("audit.head"), CanonicalJson.text(Map.of("step", 4, "hash", hash(4))));
        audit.record("verified", Map.of());
        assertThat(audit.chain().broken()).isEmpty();
        assertThat(audit.chain().torn()).containsExactly(5L);
        Files.delete(home.resolve("audit.jsonl"));
        Files.createFile(home.resolve("audit.jsonl"));
        Files.writeString(home.resolve("audit.head"), CanonicalJson.text(Map.of("step", 4, "hash", hash(4))));
        audit.record("verified", Map.of());
        assertThat(audit.chain().broken()).isEmpty();
        assertThat(audit.chain().head().number()).isEqualTo(5);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("step 1 was changed", lines -> edit(lines, 1)),
                change("step 3 was changed", lines -> edit(lines, 3)),
                change("step 5 was changed", lines -> edit(lines, 5)),
                change("step 1 was taken out", lines -> lines.remove(0)),
                change("step 3 was taken out", lines -> lines.remove(2)),
                change(
                        "steps 2 to 4 were taken out",
                        lines -> lines.subList(1, 4).clear()),
                change("step 5 was cut off the end", lines -> lines.remove(4)),
                change(
                        "steps 3 to 5 were cut off the end",
                        lines -> lines.subList(2, 5).clear()),
                change("steps 1 to 5 were cut off the end", List::clear),
                change("step 2 was taken out", lines -> Collections.swap(lines, 1, 2)),
                change("step 2 stands where step 3 belongs", lines -> lines.add(2, lines.get(1))),
                change(
                        "step 3 was changed: it cannot be read",
                        lines -> lines.set(2, lines.get(2).substring(0, 20))),
                change("step 5 was changed: it cannot be read", lines -> lines.set(4, "")),
                change("step 3 was changed, as step 4 shows", lines -> forge(lines, 2)),
                change("step 5 was changed", lines -> forge(lines, 4)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void namesWhat(String named, Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(audit.lines());
        change.accept(lines);
        rewrite(lines);
        assertThat(audit.chain().broken()).get().asString().startsWith(named);

        audit.record("verified", Map.of());
        assertThat(audit.chain().broken())
                .as("and goes on doing so when more is written behind it")
                .isPresent();
    }

    @Test
    void namesTheStepsOfAFileThatIsGone() throws IOException {
        Path full = home.resolve("audit-000000004.jsonl");
        byte[] content = Files.readAllBytes(full);
        Files.delete(full);
        assertThat(audit.chain().broken()).get().asString().isEqualTo("steps 3 to 4 were taken out (audit.jsonl)");
        Files.write(full, content);
        Files.delete(home.resolve("audit-000000002.jsonl"));
        assertThat(audit.chain().broken()).get().asString().startsWith("steps 1 to 2 were taken out");
    }

    @Test
    void saysThatTheEndIsNotProvedWithoutItsNoteAndDoesNotForgetIt() throws IOException {
        Files.delete(home.resolve("audit.head"));
        assertThat(audit.chain().broken()).get().asString().contains("is missing or cannot be read");
        audit.record("verified", Map.of());
        assertThat(audit.chain().broken())
                .get()
                .asString()
                .startsWith("before step 6 the file that says where the end");
    }

    private static Arguments change(String named, Consumer<List<String>> change) {
        return Arguments.of(named, change);
    }

    private static void edit(List<String> lines, int step) {
        lines.set(step - 1, lines.get(step - 1).replace("roger", "mallory"));
    }

    /** Somebody who knows how the chain is made, but does not make all of what follows anew. */
    private static void forge(List<String> lines, int step) {
        edit(lines, step);
        lines.set(
                step,
                lines.get(step)
                        .replaceFirst(
                                "\"previous\":\"[0-9a-f]+\"",
                                "\"previous\":\"" + CanonicalJson.sha256(lines.get(step - 1)) + "\""));
    }

    private String hash(int step) {
        return CanonicalJson.sha256(audit.lines().get(step - 1));
    }

    /** Two lines a file, as they were. */
    private void rewrite(List<String> lines) throws IOException {
        int from = 0;
        for (String name : files()) {
            int to = name.equals("audit.jsonl") ? lines.size() : Math.min(from + 2, lines.size());
            Files.write(home.resolve(name), lines.subList(from, to));
            from = to;
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(home)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("audit") && name.endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }
}
