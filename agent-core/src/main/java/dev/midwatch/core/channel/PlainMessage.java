package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.text.PlainText;
import java.util.List;

/** A message as it may leave: without secrets, and with nothing hidden in any part of it. */
final class PlainMessage {
    private static final PlainText PLAIN = PlainText.ofProcess();

    private PlainMessage() {}

    static OutboundMessage of(OutboundMessage message) {
        OutboundMessage plain = message.text(PLAIN.of(message.text()))
                .choices(message.choices().stream().map(PlainMessage::choice).toList())
                .topic(message.topic().map(PLAIN::of));
        return message.layout()
                .map(layout -> plain.layout(new OutboundMessage.Layout(PLAIN.of(layout.lead()), cards(layout.cards()))))
                .orElse(plain);
    }

    private static OutboundMessage.Choice choice(OutboundMessage.Choice choice) {
        return new OutboundMessage.Choice(choice.value(), PLAIN.of(choice.label()), choice.approves());
    }

    private static List<Card> cards(List<Card> cards) {
        return cards.stream()
                .map(card -> new Card(
                        card.about(),
                        card.tone(),
                        PLAIN.of(card.title()),
                        card.fields().stream()
                                .map(field -> new Card.Field(field.label(), PLAIN.of(field.value()), field.shape()))
                                .toList()))
                .toList();
    }
}
