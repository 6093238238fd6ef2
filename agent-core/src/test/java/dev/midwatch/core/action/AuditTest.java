package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private void rewrite(Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        change.accept(lines);
        Files.write(file, lines);
    }
}
