package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.audit.Audit;
import java.io.IOException;
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
        trail = new AuditTrail(audit);
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
    void writesDownWhoCameIn() {
        trail.signedIn("signed in", Map.of("by", "dashboard:roger"));
        assertThat(audit.lines()).last().asString().contains("signed in", "dashboard:roger");
    }
}
