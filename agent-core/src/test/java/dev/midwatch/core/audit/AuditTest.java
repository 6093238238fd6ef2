package dev.midwatch.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
        assertThat(audit.chain().broken()).isEmpty();
        assertThat(audit.lines()).hasSize(3);
        assertThat(audit.chain().head().number()).isEqualTo(3);
    }

    @Test
    void isEmptyAndWholeBeforeAnythingWasWritten() {
        AuditChain chain = new Audit(home.resolve("new/audit.jsonl"), Clock.systemUTC()).chain();
        assertThat(chain.broken()).isEmpty();
        assertThat(chain.head()).isEqualTo(AuditHead.NONE);
    }

    @Test
    void isNobodyElsesToRead() throws IOException {
        for (String name : new String[] {"audit.jsonl", "audit.head"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void goesOnWithTheSameChainAfterARestart() {
        new Audit(file, Clock.systemUTC()).record("verified", Map.of());
        assertThat(audit.chain().broken()).isEmpty();
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
        assertThat(audit.chain().torn()).containsExactly(4L);

        audit.record("executed", Map.of("audit_id", "y"));

        AuditChain chain = audit.chain();
        assertThat(chain.broken()).isEmpty();
        assertThat(chain.torn()).containsExactly(4L);
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
        assertThat(audit.chain().torn()).containsExactly(4L);
    }

    @Test
    void writesOnWhereACrashCameBetweenTheLineAndTheNoteOfTheEnd() throws IOException {
        byte[] before = Files.readAllBytes(home.resolve("audit.head"));
        audit.record("verified", Map.of());
        Files.write(home.resolve("audit.head"), before);
        assertThat(audit.chain().broken()).isEmpty();
        assertThat(audit.chain().behind()).isEqualTo(1);
        audit.record("undone", Map.of());
        assertThat(audit.chain().broken()).isEmpty();
        assertThat(audit.chain().head().number()).isEqualTo(5);
    }

    @Test
    void goesOnBehindALineThatIsLongerThanItReadsAtOnce() {
        Audit other = new Audit(file, Clock.systemUTC());
        other.record("refused", Map.of("why", "é".repeat(20_000)));
        audit.record("executed", Map.of());
        assertThat(audit.chain().broken()).isEmpty();
    }

    @Test
    void writesAStepDownOnAThreadThatWasInterrupted() {
        Thread.currentThread().interrupt();
        audit.record("executed", Map.of());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(audit.lines()).hasSize(4);
    }

    @Test
    void knowsOfWhichActionsNoStepTells() {
        assertThat(audit.chain().without(List.of("x", "y"))).containsExactly("y");
    }

    @Test
    void knowsAStepAgainThatSomebodyNotedElsewhere() {
        AuditHead noted = AuditHead.parse(audit.chain().head().toString());
        audit.record("verified", Map.of());
        assertThat(audit.chain().holds(noted)).isTrue();
        assertThat(audit.chain().holds(new AuditHead(3, "0".repeat(64)))).isFalse();
        assertThat(audit.chain().holds(new AuditHead(9, noted.hash()))).isFalse();
    }
}
