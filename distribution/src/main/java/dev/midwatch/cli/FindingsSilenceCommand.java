package dev.midwatch.cli;

import dev.midwatch.core.config.Durations;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "silence",
        mixinStandardHelpOptions = true,
        description = "Do not tell findings that match, for a while.")
final class FindingsSilenceCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(
            names = "--match",
            required = true,
            paramLabel = "KEY=VALUE",
            description =
                    "reason, severity, namespace, kind, name or fingerprint; * in a value stands for anything; all must match.")
    private Map<String, String> matchers;

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
                workspace.ledger().silence(new TreeMap<>(matchers), Durations.parse(time), by, why);
            } catch (IllegalArgumentException e) {
                throw CliException.usage(e.getMessage());
            }
            global.terminal().note("silenced for " + time);
            return 0;
        }
    }
}
