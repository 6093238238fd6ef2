package dev.midwatch.core.chat;

import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.Outbox;
import java.util.Optional;
import java.util.function.Function;

/** Finds what people talk about: the message they answer, or the one that their thread was opened for. */
final class Reports {
    private final Outbox outbox;
    private final Function<String, Optional<Proposal>> proposals;

    /** @param proposals by id */
    Reports(Outbox outbox, Function<String, Optional<Proposal>> proposals) {
        this.outbox = outbox;
        this.proposals = proposals;
    }

    Optional<Report> of(InboundMessage message) {
        String channel = Channels.nameOf(message.target());
        return message.replyTo()
                .flatMap(receipt -> outbox.known(channel, receipt))
                .or(() -> outbox.known(channel, message.target()))
                .flatMap(outbox::latest)
                .map(this::report);
    }

    private Report report(OutboundMessage shown) {
        return new Report(
                shown.text(),
                Report.proposalsIn(shown).stream()
                        .flatMap(id -> proposals.apply(id).stream())
                        .toList());
    }
}
