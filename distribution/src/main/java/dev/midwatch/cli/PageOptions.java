package dev.midwatch.cli;

import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.Refusal;
import picocli.CommandLine.Option;

/** Which part of a long listing is shown. */
final class PageOptions {
    @Option(
            names = "--limit",
            defaultValue = "20",
            paramLabel = "N",
            description = "So many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--offset", defaultValue = "0", paramLabel = "N", description = "Pass over so many first.")
    private int offset;

    Page page() {
        try {
            return new Page(offset, limit);
        } catch (Refusal e) {
            throw CliException.usage("--" + e.getMessage());
        }
    }

    /** Says how to see what was not shown. */
    static void rest(Terminal terminal, Page page, int shown, long total) {
        if (page.offset() + shown < total) {
            terminal.note("%d of %d; --offset %d shows more".formatted(shown, total, page.offset() + shown));
        }
    }
}
