package dev.midwatch.cli;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.text.Ages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A scan for people: causes first, each with its evidence; then what was looked at and what could not be seen. */
final class ScanText {
    private static final int MOST_EVIDENCE_LINES = 5;

    private final Terminal terminal;
    private final CheckReport report;

    ScanText(Terminal terminal, CheckReport report) {
        this.terminal = terminal;
        this.report = report;
    }

    void print() {
        report.roots().forEach(this::finding);
        terminal.line(counts());
        coverage();
    }

    private void finding(Observed observed) {
        Finding finding = observed.finding();
        String severity = "%-8s".formatted(finding.severity().toString().toUpperCase(Locale.ROOT));
        terminal.line("%s  %s%s"
                .formatted(
                        coloured(finding.severity(), severity), terminal.bold(finding.summary()), affected(observed)));
        detail("%s · %s%s".formatted(finding.owner(), finding.reason(), since(finding)));
        if (!finding.cause().isEmpty()) {
            detail("cause: " + finding.cause());
        }
        finding.evidence().forEach(this::evidence);
        List<Observed> explained = report.explainedBy(observed);
        if (!explained.isEmpty()) {
            detail("explains %d more: %s".formatted(explained.size(), names(explained)));
        }
        if (!finding.look().isEmpty()) {
            detail(terminal.dim("look: " + finding.look()));
        }
        terminal.line("");
    }

    private void evidence(String label, String value) {
        List<String> lines = value.strip().lines().toList();
        if (lines.size() == 1) {
            detail(label + ": " + lines.get(0));
            return;
        }
        detail(label + ":");
        lines.stream()
                .skip(Math.max(0, lines.size() - MOST_EVIDENCE_LINES))
                .forEach(line -> detail(terminal.dim("| " + line)));
    }

    private void detail(String text) {
        terminal.line("          " + text);
    }

    private static String names(List<Observed> explained) {
        String some = explained.stream()
                .limit(3)
                .map(one -> one.finding().owner() + " (" + one.finding().reason() + ")")
                .collect(Collectors.joining(", "));
        return explained.size() > 3 ? some + ", …" : some;
    }

    private static String affected(Observed observed) {
        return observed.affected() > 1 ? " (" + observed.affected() + " affected)" : "";
    }

    private String since(Finding finding) {
        return finding.since()
                .map(since -> " · for " + Ages.inWords(age(since)))
                .orElse("");
    }

    private Duration age(Instant since) {
        return Duration.between(since, report.started());
    }

    private String coloured(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> terminal.red(text);
            case WARNING -> terminal.yellow(text);
            case INFO -> terminal.dim(text);
        };
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
        String lookedAt = report.coverage().lookedAt().stream()
                .map(looked -> looked.count() + " " + looked.resource())
                .collect(Collectors.joining(", "));
        terminal.line(terminal.dim("looked at: " + (lookedAt.isEmpty() ? "nothing" : lookedAt)));
        if (!report.coverage().absent().isEmpty()) {
            terminal.line(terminal.dim("not installed: "
                    + report.coverage().absent().stream()
                            .map(absent -> absent.resource())
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
}
