package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps what comes in, and answers as it is told to. */
final class ScriptedInbox implements Inbox {
    final List<InboundMessage> heard = new CopyOnWriteArrayList<>();
    final List<Decision> decided = new CopyOnWriteArrayList<>();
    final List<Command.Call> commanded = new CopyOnWriteArrayList<>();
    volatile List<Command> commands = List.of(
            new Command("status", "How it is", List.of(), false),
            new Command(
                    "run", "Run a job", List.of(new Command.Option("job", "Its name", true, List.of(), true)), false));
    volatile Function<Command.Call, Answer> answer = call -> Answer.open("All is well.");

    @Override
    public void message(InboundMessage message) {
        heard.add(message);
    }

    @Override
    public String decide(Decision decision) {
        decided.add(decision);
        return "Done: " + decision.value();
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    @Override
    public Answer command(Command.Call call) {
        commanded.add(call);
        return answer.apply(call);
    }

    @Override
    public List<String> complete(Command.Call call, String option) {
        return List.of("nodes", "pods").stream()
                .filter(job -> job.startsWith(call.option(option).orElse("")))
                .toList();
    }
}
