package dev.midwatch.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
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

    @Override
    public Integer call() {
        CommandLine root = CommandTree.whole();
        global.terminal().line(shell == Shell.fish ? fish(root) : AutoComplete.bash("midwatch", root));
        return 0;
    }

    private static String fish(CommandLine root) {
        StringBuilder script = new StringBuilder("complete -c midwatch -f\n");
        root.getSubcommands().forEach((name, command) -> {
            script.append(
                    "complete -c midwatch -n __fish_use_subcommand -a %s -d '%s'\n".formatted(name, summary(command)));
            String under = "'__fish_seen_subcommand_from " + name + "'";
            command.getSubcommands()
                    .forEach((child, nested) -> script.append(
                            "complete -c midwatch -n %s -a %s -d '%s'\n".formatted(under, child, summary(nested))));
            for (OptionSpec option : command.getCommandSpec().options()) {
                script.append("complete -c midwatch -n %s -l %s\n"
                        .formatted(under, option.longestName().replaceFirst("^-+", "")));
            }
        });
        return script.toString();
    }

    private static String summary(CommandLine command) {
        String[] description = command.getCommandSpec().usageMessage().description();
        return description.length == 0 ? "" : description[0].replace("'", "");
    }
}
