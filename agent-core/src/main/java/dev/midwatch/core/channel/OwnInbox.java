package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inbox as one channel gets it: it speaks for its own people alone, so that none of them is taken for somebody of another channel. */
public final class OwnInbox implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(OwnInbox.class);

    private final String channel;
    private final Inbox inbox;

    /** @param channel the name under which it was registered; it is not asked again */
    public OwnInbox(String channel, Inbox inbox) {
        this.channel = channel;
        this.inbox = inbox;
    }

    @Override
    public void message(InboundMessage message) {
        if (message.target().equals(channel) || message.target().startsWith(channel + ":")) {
            inbox.message(message);
        } else {
            LOG.warn("channel {} handed in a message of {}; it is dropped", channel, message.target());
        }
    }

    @Override
    public String decide(Decision decision) {
        if (decision.channel().equals(channel)) {
            return inbox.decide(decision);
        }
        LOG.warn("channel {} handed in a decision of {}; it is dropped", channel, decision.channel());
        return "You may not decide this.";
    }
}
