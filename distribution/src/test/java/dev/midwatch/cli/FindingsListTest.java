package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry.State;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FindingsListTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Finding DOWN =
            Finding.of("NodeNotReady", Severity.CRITICAL, ObjectRef.of(ResourceType.NODES, "", "n1"));
    private static final Finding BUSY = Finding.of(
                    "NodeMemoryHigh", Severity.WARNING, ObjectRef.of(ResourceType.NODES, "", "n2"))
            .sustained(Duration.ofMinutes(15));

    @Test
    void showsWhatIsPendingOnlyToThoseWhoAsk(@TempDir Path home) {
        try (Database database = Database.open(home.resolve("state.db"))) {
            FindingLedger ledger =
                    new FindingLedger(database, LedgerSettings.DEFAULTS, Clock.fixed(NOON, ZoneOffset.UTC));
            ledger.update(report(DOWN, BUSY));
            FindingRows rows = new FindingRows(ledger);

            assertThat(rows.lines(new FindingsListCommand().wanted(), Severity.INFO))
                    .extracting(line -> line.get("reason"))
                    .containsExactly("NodeNotReady");
            assertThat(rows.lines(Set.of(State.PENDING), Severity.CRITICAL)).isEmpty();
            assertThat(rows.lines(Set.of(State.PENDING), Severity.WARNING))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .containsEntry("reason", "NodeMemoryHigh")
                            .containsEntry("state", "pending")
                            .containsEntry("since", "2026-01-02T12:00:00Z")
                            .containsEntry("sustained", "PT15M"));
        }
    }

    @Test
    void silencesTheFindingWhoseFingerprintBeginsSo(@TempDir Path home) {
        try (Database database = Database.open(home.resolve("state.db"))) {
            FindingLedger ledger =
                    new FindingLedger(database, LedgerSettings.DEFAULTS, Clock.fixed(NOON, ZoneOffset.UTC));
            ledger.update(report(DOWN));
            FindingRows rows = new FindingRows(ledger);
            String known = DOWN.fingerprint();

            assertThat(silence(known.substring(0, 6)).wanted(rows)).containsExactly(Map.entry("fingerprint", known));
            assertThat(silence("--match", "kind=Node").wanted(rows)).containsExactly(Map.entry("kind", "Node"));
            assertThatThrownBy(() -> silence().wanted(rows)).hasMessageContaining("not both");
            assertThatThrownBy(() -> silence(known, "--match", "kind=Node").wanted(rows))
                    .hasMessageContaining("not both");
        }
    }

    private static FindingsSilenceCommand silence(String... what) {
        FindingsSilenceCommand command = new FindingsSilenceCommand();
        CommandLine line = new CommandLine(command);
        line.parseArgs(Stream.concat(Stream.of("--for", "2h", "--why", "maintenance"), Arrays.stream(what))
                .toArray(String[]::new));
        return command;
    }

    private static CheckReport report(Finding... findings) {
        List<Observed> observed = Arrays.stream(findings)
                .map(one -> new Observed("test", List.of("node"), one.fingerprint(), one, 1, Optional.empty()))
                .toList();
        Coverage coverage = new Coverage(List.of(new Coverage.LookedAt("nodes", 2)), List.of(), List.of());
        return new CheckReport(
                NOON,
                Duration.ZERO,
                Set.of("node"),
                List.of(),
                observed,
                coverage,
                Map.of("node", List.of(ResourceType.NODES)));
    }
}
