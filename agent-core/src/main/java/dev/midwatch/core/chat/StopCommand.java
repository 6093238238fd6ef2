package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.core.tool.Level;
import java.util.List;

/** Ends what is being answered here. */
record StopCommand(Turns turns) implements ChatCommand {
    @Override
    public Command spec() {
        return new Command("stop", "Stop what I am working on here", List.of(), true);
    }

    /** Whoever may ask may also take it back; what others asked is for those who may do more. */
    @Override
    public Level least() {
        return Level.VIEWER;
    }

    @Override
    public Answer answer(Asked asked) {
        return Answer.personal(
                turns.stop(asked.call().target(), asked.level())
                        ? Answering.STOPPED
                        : "I am not working on anything here.");
    }
}
