package dev.midwatch.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.kube.Coverage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsGaugeTest {
    @TempDir
    Path home;

    private static Observed seen(String name, Severity severity, String... dependsOn) {
        Finding finding = Finding.of("CrashLoopBackOff", severity, deployment(name))
                .summary("container of %s keeps crashing".formatted(name))
                .dependsOn(
                        Stream.of(dependsOn).map(FindingsGaugeTest::deployment).toList());
        return new Observed("k8s", List.of("pod"), finding.fingerprint(), finding, 1, Optional.empty());
    }

    private static ObjectRef deployment(String name) {
        return ObjectRef.of(ResourceType.DEPLOYMENTS, "shop", name);
    }

    private static CheckReport report(CountedWatch watch, List<Observed> seen, String... notSeen) {
        List<CheckReport.Gap> gaps = List.of(notSeen).stream()
                .map(why -> new CheckReport.Gap("pod", why, true))
                .toList();
        return new CheckReport(
                watch.clock.instant(),
                Duration.ofSeconds(1),
                gaps.isEmpty() ? Set.of("pod") : Set.of(),
                gaps,
                seen,
                new Coverage(List.of(), List.of(), List.of()),
                Map.of());
    }

    @Test
    void countsOpenFindingsBySeverityAndState() throws IOException {
        Observed crash = seen("shop", Severity.CRITICAL);
        Observed known = seen("cart", Severity.CRITICAL);
        Observed quiet = seen("mail", Severity.WARNING);
        Observed gone = seen("gone", Severity.WARNING);
        Observed follows = seen("follows", Severity.CRITICAL, "shop");
        try (CountedWatch watch = new CountedWatch(home)) {
            watch.ledger.update(report(watch, List.of(crash, known, quiet, gone, follows)));
            watch.ledger.acknowledge(known.fingerprint(), "ann");
            watch.ledger.silence(Map.of("name", "mail"), Duration.ofHours(1), "ann", "known");
            watch.clock.pass(Duration.ofMinutes(30));
            watch.ledger.update(report(watch, List.of(crash, known, quiet, follows)));

            assertThat(watch.scrape())
                    .filteredOn(line -> line.startsWith("midwatch_findings{") && !line.endsWith(" 0.0"))
                    .containsExactlyInAnyOrder(
                            "midwatch_findings{severity=\"critical\",state=\"open\"} 1.0",
                            "midwatch_findings{severity=\"critical\",state=\"acknowledged\"} 1.0",
                            "midwatch_findings{severity=\"warning\",state=\"silenced\"} 1.0");

            watch.clock.pass(Duration.ofHours(1));
            assertThat(watch.scrape()).contains("midwatch_findings{severity=\"warning\",state=\"open\"} 1.0");
        }
    }

    @Test
    void countsWhatCannotBeSeenUntilItIsSeenAgain() throws IOException {
        try (CountedWatch watch = new CountedWatch(home)) {
            watch.ledger.update(report(watch, List.of(), "failed: a bug"));
            assertThat(watch.scrape()).contains("midwatch_coverage_gaps 1.0");

            watch.clock.pass(Duration.ofMinutes(30));
            watch.ledger.update(report(watch, List.of()));
            assertThat(watch.scrape()).contains("midwatch_coverage_gaps 0.0");
        }
    }
}
