package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingLedger;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoveltiesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
    private static final Observed DOWN = observed("n1");

    @TempDir
    private Path directory;

    private final Set<Long> going = new HashSet<>();
    private Database database;
    private FindingLedger ledger;
    private Novelties novelties;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("state.db"));
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, CLOCK);
        novelties = new Novelties(ledger, going::contains);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void areWhatTheLedgerDoesNotHave() {
        ledger.update(report(Set.of("node"), DOWN));

        assertThat(novelties.in(report(Set.of("node"), DOWN, observed("n2"))))
                .extracting(one -> one.finding().subject().name())
                .containsExactly("n2");
    }

    @Test
    void areNoneWhileARunIsAboutToTellThem() {
        tryToTell(1);

        assertThat(novelties.in(report(Set.of("node"), DOWN))).isEmpty();
        assertThat(novelties.areOpen()).isTrue();
    }

    @Test
    void areThereAgainIfTheRunDidNotTellThem() {
        tryToTell(1);
        going.clear();

        assertThat(novelties.in(report(Set.of("node"), DOWN))).containsExactly(DOWN);
        assertThat(novelties.areOpen()).isFalse();
    }

    @Test
    void areGivenUpWhenThreeRunsSawNoReasonToTellThem() {
        for (long run = 1; run <= 3; run++) {
            tryToTell(run);
            going.clear();
        }

        assertThat(novelties.in(report(Set.of("node"), DOWN))).isEmpty();
        assertThat(novelties.in(report(Set.of("node")))).isEmpty();
        assertThat(novelties.in(report(Set.of("node"), DOWN))).containsExactly(DOWN);
    }

    @Test
    void areNotForgottenByALookOfOtherChecks() {
        tryToTell(1);
        novelties.in(report(Set.of("storm")));

        assertThat(novelties.in(report(Set.of("node"), DOWN))).isEmpty();
    }

    private void tryToTell(long run) {
        assertThat(novelties.in(report(Set.of("node"), DOWN))).containsExactly(DOWN);
        going.add(run);
        novelties.taken(DOWN, run);
    }

    private static Observed observed(String node) {
        Finding finding = Finding.critical(
                        "NodeNotReady", KubeObject.of(ResourceType.NODES, Map.of("metadata", Map.of("name", node))))
                .summary(node + " is not ready");
        return new Observed("test", List.of("node"), finding.fingerprint(), finding, 1, Optional.empty());
    }

    private static CheckReport report(Set<String> ran, Observed... found) {
        return new CheckReport(
                CLOCK.instant(),
                Duration.ZERO,
                ran,
                List.of(),
                Arrays.asList(found),
                new Coverage(List.of(), List.of(), List.of()),
                Map.of("node", List.of(ResourceType.NODES)));
    }
}
