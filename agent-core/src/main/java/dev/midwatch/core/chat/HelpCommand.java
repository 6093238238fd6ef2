package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.core.tool.Level;
import java.util.List;
import java.util.stream.Collectors;

/** Says what this person may have done. */
record HelpCommand(List<ChatCommand> others) implements ChatCommand {
    @Override
    public Command spec() {
        return new Command("help", "What I understand, and what you may do", List.of(), true);
    }

    @Override
    public Level least() {
        return Level.VIEWER;
    }

    @Override
    public Answer answer(Asked asked) {
        String lines = others.stream()
                .filter(command -> asked.level().includes(command.least()))
                .map(command -> "`%s` %s"
                        .formatted(usage(command.spec()), command.spec().description()))
                .collect(Collectors.joining("\n"));
        return Answer.personal("You are %s here.\n%s\nAnything else you write is for the model."
                .formatted(Commands.word(asked.level()), lines));
    }

    /** {@code /findings [namespace]}. */
    static String usage(Command spec) {
        return "/"
                + spec.name()
                + spec.options().stream()
                        .map(option -> option.required() ? " <" + option.name() + ">" : " [" + option.name() + "]")
                        .collect(Collectors.joining());
    }
}
