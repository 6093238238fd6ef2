package dev.midwatch.core.view;

import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.Cycle;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Looks at the whole cluster now, and keeps nothing of it. */
public final class Scanning {
    private final Cycle cycle;
    private final CheckCatalog checks;
    private final Semaphore one = new Semaphore(1);

    public Scanning(Cycle cycle, CheckCatalog checks) {
        this.cycle = cycle;
        this.checks = checks;
    }

    /**
     * With every check but those of style.
     *
     * @throws Refusal if somebody else's look is not at its end
     */
    public Scan now(Actor by) {
        by.require(Level.OPERATOR);
        if (!one.tryAcquire()) {
            throw new Refusal(Refusal.Why.UNAVAILABLE, "the cluster is being looked at already; ask again later");
        }
        try {
            return scan(cycle.look(checks.usual(cycle::unasked)).seenOnce());
        } finally {
            one.release();
        }
    }

    private static Scan scan(CheckReport report) {
        return new Scan(
                report.started(),
                report.took().toMillis(),
                report.complete(),
                report.findings().stream()
                        .map(seen -> FindingRows.of(seen, report.started(), report.started(), 1))
                        .toList(),
                report.coverage().lookedAt().stream()
                        .map(looked -> looked.count() + " " + looked.resource())
                        .toList(),
                unseen(report));
    }

    private static List<String> unseen(CheckReport report) {
        return Stream.concat(
                        report.coverage().blind().stream()
                                .map(gap -> "cannot see %s in %s: %s"
                                        .formatted(gap.resource(), gap.namespace(), gap.why())),
                        report.gaps().stream()
                                .filter(CheckReport.Gap::bug)
                                .map(gap -> "check %s did not run: %s".formatted(gap.check(), gap.why())))
                .toList();
    }
}
