package dev.midwatch.cli;

import dev.midwatch.api.check.Severity;
import dev.midwatch.core.check.LedgerEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Open findings; folded ones name their cause.")
final class FindingsListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(names = "--all", description = "Resolved ones too.")
    private boolean all;

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description =
                    "Only these: open, acknowledged, silenced, flapping, resolved, or pending (seen, but not for long enough to be told).")
    private Set<LedgerEntry.State> states = Set.of();

    @Option(names = "--severity", paramLabel = "LEVEL", description = "This bad or worse: info, warning, critical.")
    private Severity severity = Severity.INFO;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            FindingRows rows = new FindingRows(workspace.ledger());
            global.terminal()
                    .listing(
                            global.output(),
                            List.of(
                                    "fingerprint",
                                    "severity",
                                    "state",
                                    "reason",
                                    "object",
                                    "since",
                                    "caused_by",
                                    "summary"),
                            rows.lines(wanted(), severity),
                            states.isEmpty() && severity == Severity.INFO ? "no open findings" : "no such findings");
            return 0;
        }
    }

    /** Open ones in every sense, unless somebody says which. */
    Set<LedgerEntry.State> wanted() {
        if (!states.isEmpty()) {
            return states;
        }
        Set<LedgerEntry.State> known = EnumSet.complementOf(EnumSet.of(LedgerEntry.State.PENDING));
        if (!all) {
            known.remove(LedgerEntry.State.RESOLVED);
        }
        return known;
    }
}
