package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.config.NearName;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.tool.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The commands there are. What they answer has nothing hidden in it and no secret. */
final class Commands {
    private final Map<String, ChatCommand> byName = new LinkedHashMap<>();

    Commands(List<ChatCommand> commands) {
        commands.forEach(command -> byName.put(command.spec().name(), command));
        ChatCommand help = new HelpCommand(List.copyOf(byName.values()));
        byName.put(help.spec().name(), help);
    }

    static Commands all(
            CommandParts parts,
            Decisions decisions,
            ConversationStore store,
            FindingTalks talks,
            Turns turns,
            Outbox outbox,
            Clock clock) {
        List<ChatCommand> all = new ArrayList<>(ofTheWatch(parts, decisions, outbox, clock));
        all.add(new NewCommand(store, talks));
        all.add(new StopCommand(turns));
        return new Commands(all);
    }

    /** For a surface that keeps the conversation itself. */
    static Commands withoutConversation(CommandParts parts, Decisions decisions, Outbox outbox, Clock clock) {
        return new Commands(ofTheWatch(parts, decisions, outbox, clock));
    }

    private static List<ChatCommand> ofTheWatch(CommandParts parts, Decisions decisions, Outbox outbox, Clock clock) {
        WatchState watch = parts.watch();
        FindingLookup findings = new FindingLookup(parts.ledger());
        Waiting waiting = new Waiting(parts.proposals(), clock);
        return List.of(
                new StatusCommand(findings, watch, waiting, parts.budget(), outbox, clock),
                new FindingsCommand(parts.ledger(), findings, clock),
                new ScanCommand(parts.cycle(), parts.checks()),
                new JobsCommand(watch, clock),
                new RunCommand(watch.jobs(), parts.scheduler(), watch.runs(), parts.audit()),
                new DecisionCommand(true, decisions, waiting),
                new DecisionCommand(false, decisions, waiting),
                new SilenceCommand(findings, parts.silencing()));
    }

    List<Command> specs() {
        return byName.values().stream().map(ChatCommand::spec).toList();
    }

    Answer answer(Asked asked) {
        ChatCommand command = byName.get(asked.call().name());
        if (command == null) {
            return plain(Answer.personal(unknown(asked.call().name())));
        }
        if (!asked.level().includes(command.least())) {
            return Answer.personal("You may not do this: it needs the level %s.".formatted(word(command.least())));
        }
        try {
            return plain(command.answer(asked));
        } catch (ChatCommand.Refusal refusal) {
            return plain(Answer.personal(refusal.getMessage()));
        }
    }

    /** What was written in a message, as a call. */
    Command.Call read(InboundMessage message) {
        CommandLine line = CommandLine.of(message.text());
        String name = line.name().toLowerCase(Locale.ROOT);
        ChatCommand command = byName.get(name);
        return new Command.Call(
                name,
                command == null ? Map.of() : line.options(command.spec().options()),
                message.target(),
                message.person());
    }

    List<String> complete(Command.Call call, String option, Level level) {
        ChatCommand command = byName.get(call.name());
        boolean known = command != null
                && level.includes(command.least())
                && command.spec().options().stream()
                        .anyMatch(one -> one.completes() && one.name().equals(option));
        return known ? command.complete(call, option) : List.of();
    }

    static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private String unknown(String name) {
        return "There is no command `/%s`%s; `/help` lists them."
                .formatted(
                        name.replace('`', '\''),
                        NearName.find(name, byName.keySet())
                                .map(near -> " (did you mean `/" + near + "`?)")
                                .orElse(""));
    }

    private static Answer plain(Answer answer) {
        return new Answer(PlainText.ofProcess().of(answer.text()), answer.personal());
    }
}
