package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.kube.Coverage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScanTextTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private static Observed fault(int number) {
        Finding finding = Finding.of(
                        "CrashLoopBackOff",
                        Severity.CRITICAL,
                        ObjectRef.of(ResourceType.DEPLOYMENTS, "shop", "web-" + number))
                .summary("Container web of Pod shop/web-%d keeps crashing".formatted(number))
                .cause("panic: " + "no usable database connection ".repeat(number))
                .evidence("log", "one\ntwo\nthree")
                .since(NOON.minus(Duration.ofMinutes(number)))
                .look("kubectl -n shop logs web-" + number);
        return new Observed("skills-k8s", List.of("crash"), "f" + number, finding, 1, Optional.empty());
    }

    private static List<String> print(int faults, boolean details) {
        CheckReport report = new CheckReport(
                NOON,
                Duration.ofSeconds(1),
                Set.of("crash"),
                List.of(),
                IntStream.rangeClosed(1, faults).mapToObj(ScanTextTest::fault).toList(),
                new Coverage(List.of(new Coverage.LookedAt("pods", 5_000)), List.of(), List.of()),
                Map.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, false);
        new ScanText(terminal, report, details).print();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void twentyFaultsFitAScreenEachWithItsCause() {
        List<String> lines = print(20, false);

        assertThat(lines).hasSizeLessThan(50).allMatch(line -> line.length() <= 120);
        assertThat(lines)
                .contains(
                        "CRITICAL  Container web of Pod shop/web-2 keeps crashing · for 2 min",
                        "          panic: no usable database connection no usable database connection ",
                        "20 critical; evidence: --details",
                        "looked at 5,000 objects of 1 types with 1 checks");
    }

    @Test
    void aFewFaultsComeWithTheirEvidence() {
        assertThat(print(2, false))
                .contains("          log:", "          | three", "          look: kubectl -n shop logs web-2");
    }

    @Test
    void manyDoWhenSomebodyAsksForIt() {
        assertThat(print(20, true))
                .contains("          look: kubectl -n shop logs web-20", "20 critical")
                .contains("looked at 5,000 objects of 1 types with 1 checks: 5000 pods");
    }
}
