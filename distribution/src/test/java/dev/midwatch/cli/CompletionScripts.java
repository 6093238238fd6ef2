package dev.midwatch.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What shells run to complete the commands, made of the commands themselves. */
final class CompletionScripts {
    private CompletionScripts() {}

    /** zsh reads it too. */
    static String bash(CommandLine root) {
        return AutoComplete.bash("midwatch", root) + "\n";
    }

    static String fish(CommandLine root) {
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
