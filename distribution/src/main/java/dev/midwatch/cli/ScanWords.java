package dev.midwatch.cli;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.text.Ages;
import java.time.Duration;
import java.util.Locale;

/** The small words of a scan for people. */
final class ScanWords {
    /** As wide as the word for a severity and the gap behind it. */
    static final String INDENT = " ".repeat(10);

    private final Terminal terminal;
    private final CheckReport report;

    ScanWords(Terminal terminal, CheckReport report) {
        this.terminal = terminal;
        this.report = report;
    }

    String severity(Finding finding) {
        return coloured(
                finding.severity(),
                "%-10s".formatted(finding.severity().toString().toUpperCase(Locale.ROOT)));
    }

    private String coloured(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> terminal.red(text);
            case WARNING -> terminal.yellow(text);
            case INFO -> terminal.dim(text);
        };
    }

    static String affected(Observed observed) {
        return observed.affected() > 1 ? " (" + observed.affected() + " affected)" : "";
    }

    String since(Finding finding) {
        return finding.since()
                .map(since -> " · for " + Ages.inWords(Duration.between(since, report.started())))
                .orElse("");
    }
}
