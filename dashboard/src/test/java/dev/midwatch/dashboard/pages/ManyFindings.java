package dev.midwatch.dashboard.pages;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.dashboard.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster in which very much is wrong at once: every tenth finding explains the nine that follow it. */
final class ManyFindings {
    private static final int TO_EXPLAIN = 10;

    private ManyFindings() {}

    static void into(Stage stage, int count) {
        Instant now = stage.simulation.clock().instant();
        List<Observed> all = new ArrayList<>();
        Optional<String> cause = Optional.empty();
        for (int n = 0; n < count; n++) {
            Finding finding = finding(n, now);
            boolean explains = n % TO_EXPLAIN == 0;
            all.add(new Observed(
                    "test",
                    List.of("pod"),
                    finding.fingerprint(),
                    finding,
                    1 + n % 3,
                    explains ? Optional.empty() : cause));
            cause = explains ? Optional.of(finding.fingerprint()) : cause;
        }
        stage.kernel
                .get(FindingLedger.class)
                .update(new CheckReport(
                        now,
                        Duration.ZERO,
                        Set.of("pod"),
                        List.of(),
                        all,
                        new Coverage(List.of(new Coverage.LookedAt("pods", count)), List.of(), List.of()),
                        Map.of("pod", List.of(ResourceType.PODS))));
    }

    private static Finding finding(int n, Instant now) {
        ObjectRef pod = new ObjectRef("v1", "Pod", "team-" + n % 200, "web-" + n, "");
        Severity severity = Severity.values()[n / TO_EXPLAIN % Severity.values().length];
        return Finding.of("CrashLoopBackOff", severity, pod)
                .summary("Container web of Pod %s/%s keeps crashing".formatted(pod.namespace(), pod.name()))
                .cause("something it depends on does not answer")
                .evidence("last exit", "1 Error")
                .evidence("restarts", String.valueOf(n))
                .since(now.minusSeconds(n))
                .look("kubectl -n %s logs %s --previous".formatted(pod.namespace(), pod.name()));
    }
}
