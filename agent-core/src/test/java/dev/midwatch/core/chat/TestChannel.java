package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A channel that accepts everything and remembers what people would see. A message that wants an answer opens a thread. */
final class TestChannel implements Channel {
    final List<String> working = new CopyOnWriteArrayList<>();
    final List<OutboundMessage> sent = new CopyOnWriteArrayList<>();
    /** Receipt and text. */
    final List<String> revisions = new CopyOnWriteArrayList<>();

    volatile boolean revises = true;
    volatile boolean refuses;
    /** Whether somebody has deleted what was said. */
    volatile boolean gone;

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public Receipt send(OutboundMessage message) throws DeliveryException {
        if (refuses) {
            throw DeliveryException.permanent("no such place");
        }
        sent.add(message);
        return new Receipt("receipt-" + message.id(), message.topic().map(topic -> "chat:thread-of-" + message.id()));
    }

    @Override
    public boolean revises() {
        return revises;
    }

    @Override
    public Receipt revise(Receipt receipt, OutboundMessage revision) throws DeliveryException {
        if (gone) {
            throw DeliveryException.permanent("the message is gone");
        }
        revisions.add(receipt.id() + " " + revision.text());
        return receipt;
    }

    @Override
    public void working(String target) {
        working.add(target);
    }

    List<String> texts() {
        return sent.stream().map(OutboundMessage::text).toList();
    }

    /** What people see of the newest message. */
    Optional<String> seen() {
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        OutboundMessage last = sent.get(sent.size() - 1);
        String receipt = "receipt-" + last.id() + " ";
        return revisions.stream()
                .filter(one -> one.startsWith(receipt))
                .map(one -> one.substring(receipt.length()))
                .reduce((one, next) -> next)
                .or(() -> Optional.of(last.text()));
    }
}
