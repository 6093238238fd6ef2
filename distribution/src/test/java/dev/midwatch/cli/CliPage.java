package dev.midwatch.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** docs/cli.md, made of the commands as picocli knows them. */
final class CliPage {
    private final StringBuilder page = new StringBuilder();
    private final Set<String> everywhere;

    private CliPage(List<OptionSpec> everywhere) {
        this.everywhere = everywhere.stream().map(OptionSpec::longestName).collect(Collectors.toSet());
    }

    static String of(CommandLine root) {
        CommandLine global = new CommandLine(new Global());
        List<OptionSpec> everywhere = global.getCommandSpec().options();
        CliPage page = new CliPage(everywhere);
        page.say("# The command line");
        page.say(
                "Made of the commands themselves; `-Dmidwatch.docs=write` writes it anew. `midwatch COMMAND --help` says the same.");
        page.say(String.join(" ", root.getCommandSpec().usageMessage().description()));
        page.say("## Exit codes");
        page.say("| code | |\n| --- | --- |\n"
                + root.getCommandSpec().usageMessage().exitCodeList().entrySet().stream()
                        .map(code -> "| %s | %s |".formatted(code.getKey(), cell(code.getValue())))
                        .collect(Collectors.joining("\n")));
        page.say("## What every command takes");
        page.say("In any place after its name.");
        page.arguments(everywhere, List.of());
        root.getSubcommands().values().forEach(page::command);
        return page.page.toString().stripTrailing() + "\n";
    }

    private void command(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        int depth = spec.qualifiedName().split(" ").length;
        say("#".repeat(depth) + " " + spec.qualifiedName());
        say(String.join(" ", spec.usageMessage().description()));
        if (line.getSubcommands().isEmpty()) {
            String synopsis = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0);
            say("```text\n" + synopsis.strip().replaceAll("\\s+", " ") + "\n```");
            arguments(
                    spec.options().stream()
                            .filter(option -> !option.hidden() && !everywhere.contains(option.longestName()))
                            .toList(),
                    spec.positionalParameters());
        }
        String footer = Arrays.stream(spec.usageMessage().footer())
                .map(text -> Help.Ansi.OFF.string(text))
                .collect(Collectors.joining("\n"))
                .strip();
        if (!footer.isEmpty()) {
            say("```text\n" + footer + "\n```");
        }
        line.getSubcommands().values().forEach(this::command);
    }

    private void arguments(List<OptionSpec> options, List<PositionalParamSpec> parameters) {
        List<String> rows = new ArrayList<>();
        parameters.stream().filter(one -> !one.hidden()).forEach(one -> rows.add(row(one.paramLabel(), one)));
        options.forEach(option -> rows.add(row(
                String.join(", ", option.names())
                        + (option.arity().max() == 0
                                ? ""
                                : " " + option.paramLabel().strip()),
                option)));
        if (!rows.isEmpty()) {
            say("| | |\n| --- | --- |\n" + String.join("\n", rows));
        }
    }

    private static String row(String name, ArgSpec argument) {
        return "| `%s` | %s |"
                .formatted(
                        name,
                        cell(Stream.of(argument.description())
                                .map(text -> Help.Ansi.OFF.string(text).formatted())
                                .collect(Collectors.joining(" "))));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace('\n', ' ');
    }

    private void say(String text) {
        page.append(text.strip()).append("\n\n");
    }

    @CommandLine.Command(mixinStandardHelpOptions = true)
    private static final class Global {
        @Mixin
        private GlobalOptions global;
    }
}
