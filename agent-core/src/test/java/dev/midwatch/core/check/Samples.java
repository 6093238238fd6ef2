package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Findings and reports to test with. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    static final ObjectRef NODE = ObjectRef.of(ResourceType.NODES, "", "k3s-2");
    static final ObjectRef WEB = ObjectRef.of(ResourceType.DEPLOYMENTS, "shop", "web");

    private Samples() {}

    static ObjectRef pod(String name) {
        return ObjectRef.of(ResourceType.PODS, "shop", name);
    }

    static Finding crash(String pod) {
        return Finding.of("CrashLoopBackOff", Severity.CRITICAL, pod(pod))
                .owner(WEB)
                .summary("container web of shop/web keeps crashing")
                .dependsOn(NODE);
    }

    static Finding nodeDown() {
        return Finding.of("NodeNotReady", Severity.CRITICAL, NODE).summary("node k3s-2 is not ready");
    }

    static Finding replicasShort() {
        return Finding.of("DeploymentReplicasShort", Severity.WARNING, WEB)
                .summary("Deployment shop/web has 1 of 3 replicas")
                .dependsOn(WEB);
    }

    static Observed observed(Finding finding) {
        return new Observed("test", List.of("test-check"), finding.fingerprint(), finding, 1, Optional.empty());
    }

    /** A report of one cycle of the check {@code test-check}. */
    static CheckReport report(Instant at, Finding... findings) {
        return report(at, new Coverage(List.of(new Coverage.LookedAt("pods", 3)), List.of(), List.of()), findings);
    }

    static CheckReport report(Instant at, Coverage coverage, Finding... findings) {
        List<Observed> all = Folding.fold(
                Merging.merge(Arrays.stream(findings).map(Samples::observed).toList()));
        return new CheckReport(
                at,
                Duration.ZERO,
                Set.of("test-check"),
                List.of(),
                all,
                coverage,
                Map.of("test-check", List.of(ResourceType.PODS, ResourceType.NODES)));
    }

    /** A report of one cycle of another check. */
    static CheckReport reportOf(String check, Instant at, Finding... findings) {
        List<Observed> all = Arrays.stream(findings)
                .map(finding ->
                        new Observed("test", List.of(check), finding.fingerprint(), finding, 1, Optional.empty()))
                .toList();
        Coverage coverage = new Coverage(List.of(new Coverage.LookedAt("pods", 3)), List.of(), List.of());
        return new CheckReport(
                at, Duration.ZERO, Set.of(check), List.of(), all, coverage, Map.of(check, List.of(ResourceType.PODS)));
    }
}
