package dev.midwatch.cli;

import dev.midwatch.core.check.LedgerEntry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ack",
        mixinStandardHelpOptions = true,
        description = "Say that somebody is on it: no repeats until it is resolved or gets worse.")
final class FindingsAckCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "FINGERPRINT", description = "The finding, or the beginning of its fingerprint.")
    private String fingerprint;

    @Option(
            names = "--by",
            defaultValue = "${sys:user.name}",
            paramLabel = "WHO",
            description = "Who is on it (default: ${DEFAULT-VALUE}).")
    private String by;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            LedgerEntry entry = new FindingRows(workspace.ledger()).get(fingerprint);
            if (!workspace.ledger().acknowledge(entry.fingerprint(), by)) {
                throw CliException.failed(entry.fingerprint() + " is resolved already");
            }
            global.terminal().note("acknowledged: " + entry.finding().summary());
            return 0;
        }
    }
}
