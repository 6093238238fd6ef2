package dev.midwatch.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options every command takes. */
final class GlobalOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Data directory (default: $$MIDWATCH_HOME, else ~/.midwatch).")
    private Path home;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Kubeconfig to use.")
    private Path kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "Context of the kubeconfig.")
    private String context;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    @Option(names = "--no-color", description = "No colours, even on a terminal.")
    private boolean noColour;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say more on standard error.")
    private boolean verbose;

    Optional<Path> home() {
        return Optional.ofNullable(home);
    }

    Optional<Path> kubeconfig() {
        return Optional.ofNullable(kubeconfig);
    }

    /** A simulated cluster takes the place of whatever was configured. */
    void useKubeconfig(Path file) {
        kubeconfig = file;
        context = null;
    }

    Optional<String> context() {
        return Optional.ofNullable(context);
    }

    OutputFormat output() {
        return output;
    }

    boolean verbose() {
        return verbose;
    }

    Terminal terminal() {
        return Terminal.ofProcess(noColour);
    }
}
