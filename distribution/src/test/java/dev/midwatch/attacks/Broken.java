package dev.midwatch.attacks;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.kube.Coverage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A finding about a Deployment of the world, as a check would bring it. */
record Broken(Arena arena, Finding finding) {
    private static final String CHECK = "attack";

    /** @param evidence what somebody wrote who may write in the cluster */
    static Broken web(Arena arena, String evidence) {
        return new Broken(
                arena,
                Finding.of("AttackOnWeb", Severity.CRITICAL, Crafted.web(arena).ref())
                        .summary(evidence)
                        .cause(evidence)
                        .evidence("event", evidence)
                        .evidence("log", evidence + "\n" + evidence)
                        .look("kubectl get pods"));
    }

    LedgerUpdate appears() {
        return update(List.of(
                new Observed("skills-attack", List.of(CHECK), finding.fingerprint(), finding, 1, Optional.empty())));
    }

    LedgerUpdate isGone() {
        return update(List.of());
    }

    private LedgerUpdate update(List<Observed> findings) {
        return arena.kernel
                .get(FindingLedger.class)
                .update(new CheckReport(
                        arena.ground.clock().instant(),
                        Duration.ofSeconds(1),
                        Set.of(CHECK),
                        List.of(),
                        findings,
                        new Coverage(List.of(new Coverage.LookedAt("deployments.apps", 3)), List.of(), List.of()),
                        Map.of(CHECK, List.of(ResourceType.DEPLOYMENTS))));
    }
}
