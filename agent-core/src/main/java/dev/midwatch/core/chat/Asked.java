package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Command;
import dev.midwatch.core.action.Approver;
import dev.midwatch.core.tool.Level;
import java.util.Optional;

/**
 * A command that somebody gave who may give it.
 *
 * @param who the channel and its own id of the person, {@code discord:1234}
 */
record Asked(Command.Call call, String who, Level level) {
    Place place() {
        return new Place(call.target(), level);
    }

    Approver approver() {
        return new Approver(who, level);
    }

    /** The first word of an option: what completes it may say more, for people. */
    Optional<String> word(String option) {
        return call.option(option).map(text -> text.strip().split("\\s+")[0]);
    }
}
