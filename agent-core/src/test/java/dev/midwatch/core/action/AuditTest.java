package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    @TempDir
    Path home;

    private Path file;
    private Audit audit;

    @BeforeEach
    void write() {
        file = home.resolve("audit.jsonl");
        audit = new Audit(file, Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC));
        audit.record("proposed", Map.of("target", "Deployment shop/web"));
        audit.record("approved", Map.of("by", "console:roger"));
        audit.record("executed", Map.of("audit_id", "x"));
    }

    @Test
    void isWholeAsWritten() {
        assertThat(audit.firstBroken()).isEmpty();
        assertThat(audit.lines()).hasSize(3);
    }

    @Test
    void goesOnWithTheSameChainAfterARestart() {
        new Audit(file, Clock.systemUTC()).record("verified", Map.of());
        assertThat(audit.firstBroken()).isEmpty();
    }

    @Test
    void namesTheLineAfterTheOneThatWasChanged() throws IOException {
        rewrite(lines -> lines.set(0, lines.get(0).replace("web", "api")));
        assertThat(audit.firstBroken()).contains(2);
    }

    @Test
    void noticesALineThatWasTakenOut() throws IOException {
        rewrite(lines -> lines.remove(1));
        assertThat(audit.firstBroken()).contains(2);
    }

    @Test
    void refusesToLetAStepHappenThatItCannotWriteDown() {
        Audit nowhere = new Audit(home.resolve("missing/audit.jsonl"), Clock.systemUTC());
        assertThatThrownBy(() -> nowhere.record("executing", Map.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no action without it");
    }

    @Test
    void keepsALineThatACrashCutOffAndSaysSoInTheChain() throws IOException {
        Files.writeString(file, "{\"action\":\"rollout_restart\",\"why\":\"sh", StandardOpenOption.APPEND);
        assertThat(audit.chain().broken()).isEmpty();
        assertThat(audit.chain().torn()).containsExactly(4);

        audit.record("executed", Map.of("audit_id", "y"));

        AuditChain chain = audit.chain();
        assertThat(chain.broken()).isEmpty();
        assertThat(chain.torn()).containsExactly(4);
        assertThat(chain.lines()).hasSize(6);
        assertThat(chain.lines().get(3)).startsWith("{\"action\":\"rollout_restart\"");
        assertThat(chain.lines().get(4)).contains("\"step\":\"torn\"");
        assertThat(chain.lines().get(5)).contains("\"step\":\"executed\"");
    }

    @Test
    void writesOnBehindHalfACharacter() throws IOException {
        Files.write(file, new byte[] {'{', '"', (byte) 0xc3}, StandardOpenOption.APPEND);
        new Audit(file, Clock.systemUTC()).record("executed", Map.of());
        assertThat(audit.chain().broken()).isEmpty();
        assertThat(audit.chain().torn()).containsExactly(4);
    }

    @Test
    void doesNotTakeALineThatWasMadeUnreadableForATornOne() throws IOException {
        rewrite(lines -> lines.set(1, lines.get(1).substring(0, 20)));
        assertThat(audit.firstBroken()).contains(2);
        assertThat(audit.chain().torn()).isEmpty();
    }

    @Test
    void doesNotTakeAChangedLineWithoutAnEndForATornOne() throws IOException {
        rewrite(lines -> lines.set(2, lines.get(2).replaceAll("\"previous\":\"..", "\"previous\":\"zz")));
        Files.writeString(file, Files.readString(file).stripTrailing());
        assertThat(audit.firstBroken()).contains(3);
    }

    @Test
    void noticesThatLinesAtTheEndWereTakenOutWhileItRuns() throws IOException {
        rewrite(lines -> lines.remove(2));
        audit.record("verified", Map.of());
        assertThat(audit.firstBroken()).contains(3);
    }

    @Test
    void goesOnBehindALineThatIsLongerThanItReadsAtOnce() {
        Audit other = new Audit(file, Clock.systemUTC());
        other.record("refused", Map.of("why", "é".repeat(20_000)));
        audit.record("executed", Map.of());
        assertThat(audit.firstBroken()).isEmpty();
    }

    @Test
    void writesAStepDownOnAThreadThatWasInterrupted() {
        Thread.currentThread().interrupt();
        audit.record("executed", Map.of());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(audit.lines()).hasSize(4);
    }

    private void rewrite(Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        change.accept(lines);
        Files.write(file, lines);
    }
}
