package dev.midwatch.core.view;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.kube.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What cycles saw. */
final class Reports {
    private Reports() {}

    static Finding crash(String name) {
        return Finding.of("CrashLoopBackOff", Severity.CRITICAL, ObjectRef.of(ResourceType.DEPLOYMENTS, "shop", name))
                .summary(name + " keeps crashing")
                .cause("out of memory")
                .evidence("last exit", "1 Error")
                .look("kubectl -n shop describe deployment/" + name);
    }

    static CheckReport of(Instant at, Finding... findings) {
        return of(at, List.of(), findings);
    }

    static CheckReport of(Instant at, List<Coverage.Blind> blind, Finding... findings) {
        List<Observed> all = Arrays.stream(findings)
                .map(finding -> new Observed(
                        "test", List.of("test-check"), finding.fingerprint(), finding, 1, Optional.empty()))
                .toList();
        return new CheckReport(
                at,
                Duration.ZERO,
                Set.of("test-check"),
                List.of(),
                all,
                new Coverage(List.of(new Coverage.LookedAt("pods", 3)), blind, List.of()),
                Map.of("test-check", List.of(ResourceType.DEPLOYMENTS)));
    }
}
