package dev.midwatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description =
                "Print a completion script. bash and zsh: source <(midwatch completion bash). fish: midwatch completion fish | source.")
final class CompletionCommand implements Callable<Integer> {
    /** The shells there is a script for. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell;

    /** Every new shell of somebody's asks for it: written beforehand, no command has to be built for it. zsh reads bash's. */
    @Override
    public Integer call() {
        try (InputStream script =
                CompletionCommand.class.getResourceAsStream("completion." + (shell == Shell.fish ? "fish" : "bash"))) {
            global.terminal().out().print(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
