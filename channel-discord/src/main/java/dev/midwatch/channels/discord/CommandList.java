package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Command;
import java.util.List;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands that people can choose from. Discord keeps them; they are told to it only when it has others. */
final class CommandList {
    private static final Logger LOG = LoggerFactory.getLogger(CommandList.class);

    private final List<Command> commands;

    CommandList(List<Command> commands) {
        this.commands = List.copyOf(commands);
    }

    boolean isPersonal(String name) {
        return commands.stream().filter(command -> command.name().equals(name)).anyMatch(Command::personal);
    }

    void register(JDA jda) {
        List<CommandData> ours =
                commands.stream().<CommandData>map(CommandList::data).toList();
        jda.retrieveCommands()
                .map(theirs -> theirs.stream()
                        .filter(command ->
                                command.getType() == net.dv8tion.jda.api.interactions.commands.Command.Type.SLASH)
                        .<CommandData>map(SlashCommandData::fromCommand)
                        .toList())
                .queue(
                        theirs -> {
                            if (!essence(theirs).equals(essence(ours))) {
                                jda.updateCommands()
                                        .addCommands(ours)
                                        .queue(
                                                done -> LOG.info("{} commands are registered", done.size()),
                                                CommandList::failed);
                            }
                        },
                        CommandList::failed);
    }

    private static void failed(Throwable why) {
        LOG.warn("people cannot choose commands from a list: {}", why.getMessage());
    }

    private static SlashCommandData data(Command command) {
        return Commands.slash(command.name(), command.description())
                .addOptions(command.options().stream().map(CommandList::option).toList());
    }

    private static OptionData option(Command.Option option) {
        boolean asks = option.completes() && option.values().isEmpty();
        OptionData data =
                new OptionData(OptionType.STRING, option.name(), option.description(), option.required(), asks);
        option.values().forEach(value -> data.addChoice(value, value));
        return data;
    }

    /** What people see of commands, whatever else Discord adds. */
    private static String essence(List<CommandData> commands) {
        return commands.stream()
                .map(SlashCommandData.class::cast)
                .map(command -> command.getName() + " " + command.getDescription()
                        + command.getOptions().stream()
                                .map(option -> "\n %s %s %s %s %s"
                                        .formatted(
                                                option.getName(),
                                                option.getDescription(),
                                                option.isRequired(),
                                                option.isAutoComplete(),
                                                option.getChoices().stream()
                                                        .map(choice -> choice.getName())
                                                        .toList()))
                                .toList())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
