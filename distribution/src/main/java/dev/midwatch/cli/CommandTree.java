package dev.midwatch.cli;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands as picocli wants them. To build all of them takes longer than most of them run, so only what the arguments can mean is built
 * in full; of what merely has to be listed or hinted at there is an outline: its name and what it is for.
 */
final class CommandTree {
    private final List<String> arguments;

    private CommandTree(List<String> arguments) {
        this.arguments = arguments;
    }

    /** What these arguments can mean. */
    static CommandLine of(String... arguments) {
        List<String> given = List.of(arguments);
        // What a file of arguments says is known only when picocli reads it.
        boolean unread = given.stream().anyMatch(argument -> argument.startsWith("@"));
        return unread ? whole() : new CommandTree(given).at(Main.class, 0);
    }

    /** Every command with everything it takes. */
    static CommandLine whole() {
        return whole(Main.class);
    }

    private static CommandLine whole(Class<?> type) {
        CommandLine line = new CommandLine(type);
        below(type).forEach(child -> line.addSubcommand(about(child).name(), whole(child)));
        return line;
    }

    private CommandLine at(Class<?> type, int position) {
        CommandLine line = new CommandLine(type);
        Optional<Class<?>> meant = position == arguments.size()
                ? Optional.empty()
                : below(type).stream()
                        .sorted(comparing(child -> !isNamedAfter(child, arguments.get(position))))
                        .filter(child -> about(child).name().equals(arguments.get(position)))
                        .findFirst();
        meant.ifPresentOrElse(
                child -> line.addSubcommand(about(child).name(), at(child, position + 1)),
                () -> below(type)
                        .forEach(child -> line.addSubcommand(about(child).name(), listed(child))));
        return line;
    }

    /** To read the annotations of a class loads every class that they name, so the likely one is looked at first. */
    private static boolean isNamedAfter(Class<?> type, String name) {
        return type.getSimpleName().toLowerCase(Locale.ROOT).contains(name.replace("-", ""));
    }

    private CommandLine listed(Class<?> type) {
        return arguments.contains(about(type).name()) ? whole(type) : outline(about(type));
    }

    private static CommandLine outline(Command about) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(about.description()).hidden(about.hidden());
        return new CommandLine(spec);
    }

    private static Command about(Class<?> type) {
        return type.getAnnotation(Command.class);
    }

    private static List<Class<?>> below(Class<?> type) {
        Subcommands below = type.getAnnotation(Subcommands.class);
        return below == null ? List.of() : List.of(below.value());
    }
}
