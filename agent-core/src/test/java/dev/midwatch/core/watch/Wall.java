package dev.midwatch.core.watch;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.OutboundMessage.Choice;
import dev.midwatch.api.channel.Receipt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A channel on which messages can be changed: what hangs there is what people see. */
final class Wall implements Channel {
    /** By receipt, as it hangs there now. */
    final Map<String, OutboundMessage> hanging = new LinkedHashMap<>();
    /** {@code <receipt> <tone>: <state>} for each card whose look was changed, in order. */
    final List<String> changes = new ArrayList<>();

    int revisions;
    /** Whether nobody can be told anything here. */
    boolean away;

    @Override
    public String name() {
        return "wall";
    }

    @Override
    public boolean revises() {
        return true;
    }

    @Override
    public synchronized Receipt send(OutboundMessage message) {
        String receipt = "sheet-" + (hanging.size() + 1);
        hanging.put(receipt, message);
        return new Receipt(receipt);
    }

    @Override
    public synchronized Receipt revise(Receipt receipt, OutboundMessage revision) throws DeliveryException {
        if (away) {
            throw DeliveryException.temporary("away", null);
        }
        revisions++;
        List<Card> before = cards(receipt.id());
        hanging.put(receipt.id(), revision);
        cards(receipt.id()).stream()
                .filter(card -> !before.contains(card))
                .forEach(card -> changes.add("%s %s: %s".formatted(receipt.id(), card.tone(), state(card))));
        return receipt;
    }

    synchronized List<Card> cards(String receipt) {
        return hanging.get(receipt).layout().orElseThrow().cards();
    }

    /** The card whose subject begins so. */
    Card card(String receipt, String about) {
        return cards(receipt).stream()
                .filter(card -> card.about().startsWith(about))
                .findFirst()
                .orElseThrow();
    }

    synchronized List<String> buttons(String receipt) {
        return hanging.get(receipt).choices().stream().map(Choice::label).toList();
    }

    static String state(Card card) {
        return card.fields().stream()
                .filter(field -> field.label().equals("State"))
                .map(Card.Field::value)
                .findFirst()
                .orElse("as told");
    }
}
