package dev.midwatch.cli;

import dev.midwatch.core.chat.Silencing;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "silence",
        mixinStandardHelpOptions = true,
        description = "Do not tell one finding, or all that match, for a while.")
final class FindingsSilenceCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "FINGERPRINT",
            description = "The one finding, or the beginning of its fingerprint; without it give --match.")
    private String fingerprint;

    @Option(
            names = "--match",
            paramLabel = "KEY=VALUE",
            description =
                    "reason, severity, namespace, kind, name or fingerprint; * in a value stands for anything; all must match. As in --match reason=CrashLoopBackOff --match namespace=dev-*")
    private Map<String, String> matchers = Map.of();

    @Option(names = "--for", required = true, paramLabel = "TIME", description = "As in 2h or 3d.")
    private String time;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why, for whoever wonders.")
    private String why;

    @Option(
            names = "--by",
            defaultValue = "${sys:user.name}",
            paramLabel = "WHO",
            description = "Who wants it (default: ${DEFAULT-VALUE}).")
    private String by;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            try {
                new Silencing(workspace.ledger(), workspace.audit())
                        .silence(wanted(new FindingRows(workspace.ledger())), time, by, why);
            } catch (IllegalArgumentException e) {
                throw CliException.usage(e.getMessage());
            }
            global.terminal().note("silenced for " + time);
            return 0;
        }
    }

    /** What a finding must be to be silenced: the one that is named, or whatever matches. */
    Map<String, String> wanted(FindingRows rows) {
        if ((fingerprint == null) == matchers.isEmpty()) {
            throw CliException.usage("say what to silence: a FINGERPRINT, or --match KEY=VALUE, not both");
        }
        return fingerprint == null
                ? new TreeMap<>(matchers)
                : Map.of("fingerprint", rows.get(fingerprint).fingerprint());
    }
}
