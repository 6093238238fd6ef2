package dev.midwatch.cli;

import dev.midwatch.core.check.LedgerEntry;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", mixinStandardHelpOptions = true, description = "Everything known of a finding.")
final class FindingsShowCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "FINGERPRINT", description = "The finding, or the beginning of its fingerprint.")
    private String fingerprint;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            FindingRows rows = new FindingRows(workspace.ledger());
            LedgerEntry entry = rows.get(fingerprint);
            Map<String, Object> row = rows.row(entry);
            global.terminal().value(global.output() == OutputFormat.table ? OutputFormat.yaml : global.output(), row);
            return 0;
        }
    }
}
