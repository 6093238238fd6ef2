package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.core.tool.Level;
import java.util.List;

/** Something people can have done by its name. */
interface ChatCommand {
    Command spec();

    Level least();

    /** @throws Refusal saying what is wrong with what was asked */
    Answer answer(Asked asked);

    /** What an option could be, best first. */
    default List<String> complete(Command.Call call, String option) {
        return List.of();
    }

    /** What was asked cannot be done; the message says why, and how to ask. */
    final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String why) {
            super(why);
        }
    }
}
