package dev.midwatch.cli;

import dev.midwatch.api.check.Finding;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.Observed;
import java.util.List;
import java.util.stream.Collectors;

/** A finding in full: its evidence, what it explains, and the command to look for oneself. */
final class ScanDetails {
    private static final int MOST_EVIDENCE_LINES = 5;

    private final Terminal terminal;
    private final CheckReport report;
    private final ScanWords words;

    ScanDetails(Terminal terminal, CheckReport report) {
        this.terminal = terminal;
        this.report = report;
        this.words = new ScanWords(terminal, report);
    }

    void print(Observed observed) {
        Finding finding = observed.finding();
        terminal.line(words.severity(finding) + terminal.bold(finding.summary()) + ScanWords.affected(observed));
        detail("%s · %s%s".formatted(finding.owner(), finding.reason(), words.since(finding)));
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
        terminal.line(ScanWords.INDENT + text);
    }

    private static String names(List<Observed> explained) {
        String some = explained.stream()
                .limit(3)
                .map(one -> one.finding().owner() + " (" + one.finding().reason() + ")")
                .collect(Collectors.joining(", "));
        return explained.size() > 3 ? some + ", …" : some;
    }
}
