package dev.midwatch.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.kube.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Finding NODE = Finding.of(
                    "NodeNotReady", Severity.CRITICAL, ObjectRef.of(ResourceType.NODES, "", "birch"))
            .cause("Kubelet stopped posting node status.");
    private static final Finding POD =
            Finding.of("PodNotReady", Severity.WARNING, ObjectRef.of(ResourceType.PODS, "shop", "web"));

    @Test
    void isContentWithWhatWasExpected() {
        assertThat(Verdict.differences(
                        List.of(node(Optional.of("critical"), "stopped posting", "PodNotReady")), report()))
                .isEmpty();
    }

    @Test
    void tellsWhatIsTooMuchAndWhatIsMissing() {
        assertThat(Verdict.differences(List.of(), report()))
                .containsExactly("told, but not expected: NodeNotReady about Node birch");
        assertThat(Verdict.differences(
                        List.of(expected("PodNotReady", "Pod shop/web"), expected("OOMKilled", "Pod shop/web")),
                        report()))
                .containsExactly(
                        "expected, but not told: PodNotReady about Pod shop/web (it is folded under another)",
                        "expected, but not told: OOMKilled about Pod shop/web",
                        "told, but not expected: NodeNotReady about Node birch");
    }

    @Test
    void tellsWhatIsOtherwise() {
        assertThat(Verdict.differences(List.of(node(Optional.of("info"), "disk", "PodEvicted")), report()))
                .containsExactly(
                        "NodeNotReady about Node birch is critical, not info",
                        "NodeNotReady about Node birch has the cause \"Kubelet stopped posting node status.\", not"
                                + " /disk/",
                        "NodeNotReady about Node birch explains [PodNotReady], not [PodEvicted]");
    }

    @Test
    void doesNotPassOverACheckThatFailed() {
        CheckReport report = report().withGaps(List.of(new CheckReport.Gap("pods", "failed: on purpose", true)));
        assertThat(Verdict.differences(List.of(expected("NodeNotReady", "Node birch")), report))
                .containsExactly("check pods failed: on purpose");
        assertThat(Verdict.shown(report)).contains("critical NodeNotReady about Node birch", "PodNotReady", "pods");
    }

    private static Expected expected(String reason, String about) {
        return new Expected(reason, about, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Expected node(Optional<String> severity, String cause, String explains) {
        return new Expected(
                "NodeNotReady",
                "Node birch",
                severity,
                Optional.of(Pattern.compile(cause)),
                Optional.of(List.of(explains)));
    }

    private static CheckReport report() {
        Observed node = observed(NODE, Optional.empty());
        return new CheckReport(
                Instant.EPOCH,
                Duration.ZERO,
                Set.of("nodes"),
                List.of(),
                List.of(node, observed(POD, Optional.of(node.fingerprint()))),
                new Coverage(List.of(), List.of(), List.of()),
                Map.of());
    }

    private static Observed observed(Finding finding, Optional<String> causedBy) {
        return new Observed("skills-k8s", List.of("nodes"), finding.fingerprint(), finding, 1, causedBy);
    }
}
