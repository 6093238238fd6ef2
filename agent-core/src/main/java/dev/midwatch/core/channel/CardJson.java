package dev.midwatch.core.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cards as JSON. */
final class CardJson {
    private CardJson() {}

    static ObjectNode toJson(Layout layout) {
        ObjectNode json = MessageJson.MAPPER.createObjectNode().put("lead", layout.lead());
        layout.cards().forEach(card -> {
            ObjectNode one = json.withArray("cards")
                    .addObject()
                    .put("about", card.about())
                    .put("tone", word(card.tone()))
                    .put("title", card.title());
            put(card.fields(), one);
        });
        return json;
    }

    private static void put(List<Card.Field> fields, ObjectNode into) {
        fields.forEach(field -> into.withArray("fields")
                .addObject()
                .put("label", field.label())
                .put("value", field.value())
                .put("shape", word(field.shape())));
    }

    static String write(Standing standing) {
        ObjectNode json = MessageJson.MAPPER.createObjectNode().put("tone", word(standing.tone()));
        put(standing.fields(), json);
        return json.toString();
    }

    static Standing standing(String text, boolean over) {
        try {
            JsonNode json = MessageJson.MAPPER.readTree(text);
            return new Standing(Card.Tone.valueOf(name(json, "tone")), fields(json), over);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("how a card stands cannot be read: " + text, e);
        }
    }

    static Layout read(JsonNode json) {
        List<Card> cards = new ArrayList<>();
        json.path("cards")
                .forEach(card -> cards.add(new Card(
                        card.path("about").asText(),
                        Card.Tone.valueOf(name(card, "tone")),
                        card.path("title").asText(),
                        fields(card))));
        return new Layout(json.path("lead").asText(), cards);
    }

    private static List<Card.Field> fields(JsonNode card) {
        List<Card.Field> fields = new ArrayList<>();
        card.path("fields")
                .forEach(field -> fields.add(new Card.Field(
                        field.path("label").asText(),
                        field.path("value").asText(),
                        Card.Shape.valueOf(name(field, "shape")))));
        return fields;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String name(JsonNode json, String key) {
        return json.path(key).asText().toUpperCase(Locale.ROOT);
    }
}
