package dev.midwatch.cli;

import dev.midwatch.api.check.Finding;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.Observed;

/** A finding in two lines, what and why, so that many fit a screen. */
final class ScanLines {
    private final Terminal terminal;
    private final CheckReport report;
    private final ScanWords words;
    private final int width;

    /** @param width of a line; what is longer is cut */
    ScanLines(Terminal terminal, CheckReport report, int width) {
        this.terminal = terminal;
        this.report = report;
        this.words = new ScanWords(terminal, report);
        this.width = width;
    }

    void print(Observed observed) {
        Finding finding = observed.finding();
        String rest = ScanWords.affected(observed) + words.since(finding);
        int room = width - ScanWords.INDENT.length();
        terminal.line(words.severity(finding)
                + terminal.bold(cut(finding.summary(), room - rest.length()))
                + terminal.dim(rest));
        String why = why(finding, report.explainedBy(observed).size());
        if (!why.isEmpty()) {
            terminal.line(ScanWords.INDENT + cut(why, room));
        }
    }

    private static String why(Finding finding, int explained) {
        String folded = explained == 0 ? "" : "explains %d more".formatted(explained);
        if (finding.cause().isEmpty()) {
            return folded.isEmpty() && !finding.look().isEmpty() ? "look: " + finding.look() : folded;
        }
        return folded.isEmpty() ? finding.cause() : "(" + folded + ") " + finding.cause();
    }

    private static String cut(String text, int room) {
        return text.length() <= room ? text : text.substring(0, Math.max(0, room - 1)) + "…";
    }
}
