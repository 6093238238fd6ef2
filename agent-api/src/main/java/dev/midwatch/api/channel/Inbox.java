package dev.midwatch.api.channel;

import java.util.List;

/** Where a channel hands in what people say. From any thread. */
public interface Inbox {
    /** Somebody wrote something; returns at once. The answer, if any, comes as an {@link OutboundMessage}. */
    void message(InboundMessage message);

    /**
     * Somebody pressed a choice of a message. The right to decide is judged at this moment. What was decided may be carried out before this
     * returns, which can take some seconds.
     *
     * @return Markdown for that person alone: what came of it, or why it was refused
     */
    String decide(Decision decision);

    /** The commands there are, for channels that let people choose from a list. The same at each call. */
    default List<Command> commands() {
        return List.of();
    }

    /** Carries out a command, as far as this person may. Can take a minute, for instance to look at the whole cluster. */
    default Answer command(Command.Call call) {
        return Answer.personal("There are no commands here.");
    }

    /**
     * What the rest of an option could be; quick enough to be asked at each key.
     *
     * @param call   as far as it is written
     * @param option the one being written; its value so far is in the call
     * @return at most 25 values, best first; none for people who may not give the command
     */
    default List<String> complete(Command.Call call, String option) {
        return List.of();
    }
}
