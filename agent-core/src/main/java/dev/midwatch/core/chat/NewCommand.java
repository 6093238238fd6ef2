package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.core.tool.Level;
import java.util.List;
import java.util.Optional;

/** Begins a conversation afresh. */
record NewCommand(ConversationStore store, FindingTalks findings) implements ChatCommand {
    @Override
    public Command spec() {
        return new Command("new", "Forget what was said here and begin afresh", List.of(), true);
    }

    @Override
    public Level least() {
        return Level.OPERATOR;
    }

    @Override
    public Answer answer(Asked asked) {
        Optional<String> session = store.session(asked.place());
        boolean said = store.forget(asked.place());
        session.ifPresent(findings::forget);
        return Answer.personal(
                said ? "What was said here before does not count any more." : "Nothing was said here before.");
    }
}
