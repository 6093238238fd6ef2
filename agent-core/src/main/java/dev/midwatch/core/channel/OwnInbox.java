package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inbox as one channel gets it: it speaks for its own people alone, so that none of them is taken for somebody of another channel. */
public final class OwnInbox implements Inbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnInbox.class);

    private final String channel;
    private final Inbox inbox;
    private volatile boolean closed;

    /** @param channel the name under which it was registered; it is not asked again */
    public OwnInbox(String channel, Inbox inbox) {
        this.channel = channel;
        this.inbox = inbox;
    }

    @Override
    public void message(InboundMessage message) {
        if (isOurs(message.target())) {
            inbox.message(message);
        } else {
            LOG.warn("channel {} handed in a message of {}; it is dropped", channel, message.target());
        }
    }

    @Override
    public String decide(Decision decision) {
        if (!closed && decision.channel().equals(channel)) {
            return inbox.decide(decision);
        }
        LOG.warn("channel {} handed in a decision of {}; it is dropped", channel, decision.channel());
        return "You may not decide this.";
    }

    @Override
    public List<Command> commands() {
        return inbox.commands();
    }

    @Override
    public Answer command(Command.Call call) {
        if (isOurs(call.target())) {
            return inbox.command(call);
        }
        LOG.warn("channel {} handed in a command of {}; it is dropped", channel, call.target());
        return Answer.personal("You may not do this.");
    }

    @Override
    public List<String> complete(Command.Call call, String option) {
        return isOurs(call.target()) ? inbox.complete(call, option) : List.of();
    }

    private boolean isOurs(String target) {
        return !closed && (target.equals(channel) || target.startsWith(channel + ":"));
    }

    /** Hears nothing any more: the channel has gone, and who speaks for it now is another. */
    @Override
    public void close() {
        closed = true;
    }
}
