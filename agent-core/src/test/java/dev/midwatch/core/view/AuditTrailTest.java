package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.audit.Audit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
    @TempDir
    Path directory;

    private Path file;
    private Audit audit;
    private AuditTrail trail;

    @BeforeEach
    void open() {
        file = directory.resolve("audit.jsonl");
        audit = new Audit(file, Clock.systemUTC());
        trail = new AuditTrail(audit, Clock.systemUTC());
        for (int i = 1; i <= 10; i++) {
            audit.record(i % 2 == 0 ? "approved" : "proposed", Map.of("by", "roger", "action", "Scale web to " + i));
        }
    }

    private Listing<AuditRow> list(Optional<String> step, Optional<String> text, int offset, int limit) {
        return trail.list(new AuditFilter(step, text), new Page(offset, limit));
    }

    @Test
    void listsTheNewestStepsFirst() {
        Listing<AuditRow> part = list(Optional.empty(), Optional.empty(), 2, 3);
        assertThat(part.items()).extracting(AuditRow::n).containsExactly(8L, 7L, 6L);
        assertThat(part.total()).isEqualTo(10);
        assertThat(part.next()).hasValue(5);
        assertThat(part.items().get(0).facts()).containsOnlyKeys("by", "action");
        assertThat(list(Optional.empty(), Optional.empty(), 90, 3).items()).isEmpty();
    }

    @Test
    void findsByStepAndText() {
        assertThat(list(Optional.of("approved"), Optional.empty(), 0, 2).total())
                .isEqualTo(5);
        assertThat(list(Optional.empty(), Optional.of("wEB TO 1"), 0, 9).items())
                .extracting(AuditRow::n)
                .containsExactly(10L, 1L);
        assertThat(list(Optional.of("approved"), Optional.of("to 1"), 0, 9).items())
                .extracting(AuditRow::n)
                .containsExactly(10L);
        assertThat(list(Optional.of("roger"), Optional.empty(), 0, 9).items()).isEmpty();
    }

    @Test
    void saysThatTheChainHoldsAndWithinSecondsWhenItDoesNot() throws IOException {
        assertThat(trail.state().broken()).isEmpty();
        assertThat(trail.state().steps()).isEqualTo(10);
        Files.writeString(file, Files.readString(file).replace("Scale web to 4", "Scale web to 5"));
        await().atMost(Duration.ofSeconds(8)).until(() -> trail.state().broken().isPresent());
        assertThat(trail.state().broken().orElseThrow()).contains("step 4");
    }

    @Test
    void showsALineThatIsNoStepForWhatItIs() throws IOException {
        for (String line :
                List.of("null", "[1]", "{\"at\": 3}", "\"text\"", "not JSON, password: tr0cken-Tr0cken!", "")) {
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        }
        List<AuditRow> rows =
                list(Optional.of("unreadable"), Optional.empty(), 0, 50).items();
        assertThat(rows).hasSize(6).allSatisfy(row -> {
            assertThat(row.at()).isEqualTo(Instant.EPOCH);
            assertThat(row.facts().toString()).doesNotContain("tr0cken");
        });
        assertThat(list(Optional.empty(), Optional.empty(), 0, 50).total()).isEqualTo(16);
    }

    @Test
    void looksThroughTheNewestLinesOfALongFileInLittleMemory() throws IOException {
        String facts = "x".repeat(1_500);
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("audit-000000000.jsonl"))) {
            for (int i = 1; i <= 60_000; i++) {
                out.write("{\"at\":\"2026-01-02T12:00:00Z\",\"facts\":\"%s\",\"n\":%d,\"step\":\"old\"}\n"
                        .formatted(facts, i));
            }
        }
        long before = kept();
        Listing<AuditRow> newest = list(Optional.empty(), Optional.empty(), 0, 1);
        assertThat(newest.items()).extracting(AuditRow::n).containsExactly(60_010L);
        assertThat(newest.total()).isEqualTo(60_010);
        assertThat(list(Optional.empty(), Optional.empty(), 60_009, 9).items())
                .extracting(AuditRow::n)
                .containsExactly(1L);
        assertThat(list(Optional.of("old"), Optional.empty(), 0, 3).total())
                .as("of the newest lines alone")
                .isEqualTo(AuditTrail.SEARCHED - 10);
        await().atMost(Duration.ofSeconds(60)).until(() -> trail.state().at().isPresent());
        assertThat(trail.state().broken())
                .as("the lines do not follow each other")
                .isPresent();
        assertThat(trail.state().steps()).isEqualTo(60_010);
        assertThat(trail.steps()).containsExactly("approved", "old", "proposed");
        assertThat(kept() - before).as("bytes kept of 90 MB").isLessThan(20L << 20);
    }

    private static long kept() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void readsLinesThatCrossBlocksAndFiles() throws IOException {
        String word = "Ü".repeat(50_000);
        for (int i = 0; i < 4; i++) {
            audit.record("long", Map.of("word", word + i));
        }
        Files.writeString(file, "torn", StandardOpenOption.APPEND);
        List<AuditRow> rows = list(Optional.empty(), Optional.empty(), 0, 20).items();
        assertThat(rows)
                .extracting(AuditRow::n)
                .startsWith(15L, 14L)
                .endsWith(1L)
                .hasSize(15);
        assertThat(rows.get(0).step()).isEqualTo("unreadable");
        assertThat(rows.get(1).facts()).containsEntry("word", word + 3);
        assertThat(rows.get(4).facts()).containsEntry("word", word + 0);
    }

    @Test
    void writesDownWhoCameIn() {
        trail.signedIn("signed in", Map.of("by", "dashboard:roger"));
        assertThat(audit.lines()).last().asString().contains("signed in", "dashboard:roger");
    }
}
