package dev.midwatch.cli;

import dev.midwatch.api.check.Severity;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.kube.Coverage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A scan for people: causes first, few with their evidence and many in two lines each; then what was looked at and what could not be
 * seen.
 */
final class ScanText {
    /** As many findings as a screen holds with their evidence. */
    private static final int FEW = 5;

    private final Terminal terminal;
    private final CheckReport report;
    private final boolean details;

    /** @param details evidence also where there is much */
    ScanText(Terminal terminal, CheckReport report, boolean details) {
        this.terminal = terminal;
        this.report = report;
        this.details = details;
    }

    void print() {
        if (details || report.roots().size() <= FEW) {
            ScanDetails full = new ScanDetails(terminal, report);
            report.roots().forEach(full::print);
        } else {
            ScanLines lines = new ScanLines(terminal, report, Terminal.width());
            report.roots().forEach(lines::print);
            terminal.line("");
        }
        terminal.line(counts() + (details || report.roots().size() <= FEW ? "" : "; evidence: --details"));
        coverage();
    }

    private String counts() {
        if (report.findings().isEmpty()) {
            String well = terminal.green("Nothing is broken.");
            return report.complete() ? well : "Nothing broken in what could be seen.";
        }
        Map<Severity, Long> counts = report.roots().stream()
                .collect(Collectors.groupingBy(one -> one.finding().severity(), Collectors.counting()));
        List<Severity> gravestFirst = new ArrayList<>(Arrays.asList(Severity.values()));
        Collections.reverse(gravestFirst);
        String text = gravestFirst.stream()
                .filter(counts::containsKey)
                .map(severity -> counts.get(severity) + " " + severity)
                .collect(Collectors.joining(", "));
        int folded = report.findings().size() - report.roots().size();
        return terminal.bold(text) + (folded == 0 ? "" : "; they explain %d more".formatted(folded));
    }

    private void coverage() {
        long objects = report.coverage().lookedAt().stream()
                .mapToLong(Coverage.LookedAt::count)
                .sum();
        terminal.line(terminal.dim("looked at %,d objects of %d types with %d checks%s"
                .formatted(
                        objects,
                        report.coverage().lookedAt().size(),
                        report.ran().size(),
                        details ? ": " + lookedAt() : "")));
        if (details && !report.coverage().absent().isEmpty()) {
            terminal.line(terminal.dim("not installed: "
                    + report.coverage().absent().stream()
                            .map(Coverage.Absent::resource)
                            .collect(Collectors.joining(", "))));
        }
        report.coverage()
                .blind()
                .forEach(blind -> terminal.line(terminal.yellow("cannot see: ")
                        + "%s in %s: %s".formatted(blind.resource(), blind.namespace(), blind.why())));
        report.gaps().stream()
                .filter(CheckReport.Gap::bug)
                .forEach(gap -> terminal.line(terminal.red("check %s: ".formatted(gap.check())) + gap.why()));
    }

    private String lookedAt() {
        return report.coverage().lookedAt().stream()
                .map(looked -> looked.count() + " " + looked.resource())
                .collect(Collectors.joining(", "));
    }
}
