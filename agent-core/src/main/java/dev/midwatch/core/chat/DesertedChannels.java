package dev.midwatch.core.chat;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.channel.Outbox;

/** Channels through which Midwatch speaks and nobody may answer: mostly because somebody forgot to say who may. */
public final class DesertedChannels {
    private final People people;
    private final Outbox outbox;

    public DesertedChannels(People people, Outbox outbox) {
        this.people = people;
        this.outbox = outbox;
    }

    /** Says so at the home of each, once: the same message at each start. */
    public void tell() {
        people.deserted()
                .forEach(channel -> outbox.enqueue(OutboundMessage.of(
                        "nobody-may-command-" + channel, channel, """
                                I am on watch and will say here what breaks. Nobody may ask or command me here yet: \
                                whoever runs me can change that with %s.""".formatted(people.howToAllow(channel)))));
    }
}
