package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Person;
import dev.midwatch.core.action.Approver;
import dev.midwatch.core.channel.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of chats, for a surface that knows by itself who gives them and keeps the conversation itself. */
public final class CommandDesk {
    private final Commands commands;
    private final Decisions decisions;

    private CommandDesk(Commands commands, Decisions decisions) {
        this.commands = commands;
        this.decisions = decisions;
    }

    public static CommandDesk of(CommandParts parts, Decisions decisions, Outbox outbox, Clock clock) {
        return new CommandDesk(Commands.withoutConversation(parts, decisions, outbox, clock), decisions);
    }

    public List<Command> specs() {
        return commands.specs();
    }

    /** Whether a line is for this desk: a command, or a decision in words and in nothing else, {@code approve k3x9ab}. */
    public boolean takes(String line) {
        return CommandLine.is(line) || Spoken.of(line).flatMap(Spoken::id).isPresent();
    }

    /** @param by whose rights it has */
    public String answer(String line, Approver by) {
        if (CommandLine.is(line)) {
            Command.Call call = commands.read(InboundMessage.of(by.who(), person(by), line));
            return commands.answer(new Asked(call, by.who(), by.level())).text();
        }
        Spoken spoken = Spoken.of(line).orElseThrow(() -> new IllegalArgumentException("no command: " + line));
        return decisions.spoken(spoken, List.of(), by);
    }

    /**
     * What an option of a command could be, best first.
     *
     * @param at      which option, from 0
     * @param written what there is of it
     */
    public List<String> complete(String command, int at, String written, Approver by) {
        Optional<Command.Option> option = specs().stream()
                .filter(spec -> spec.name().equals(command))
                .flatMap(spec -> spec.options().stream().skip(at))
                .findFirst();
        return option.map(one -> commands.complete(
                        new Command.Call(command, Map.of(one.name(), written), by.who(), person(by)),
                        one.name(),
                        by.level()))
                .orElse(List.of());
    }

    private static Person person(Approver by) {
        return Person.of(by.who(), by.who());
    }
}
