package dev.midwatch.core.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.check.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A message as JSON: kept so in the outbox, and sent so to webhooks. */
final class MessageJson {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private MessageJson() {}

    static ObjectNode toJson(OutboundMessage message) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("id", message.id());
        json.put("text", message.text());
        json.put("severity", message.severity().map(Severity::toString).orElse(null));
        message.choices()
                .forEach(choice -> json.withArray("choices")
                        .addObject()
                        .put("value", choice.value())
                        .put("label", choice.label())
                        .put("approves", choice.approves()));
        json.put("reply_to", message.replyTo().orElse(null));
        json.put("topic", message.topic().orElse(null));
        message.layout().ifPresent(layout -> json.set("layout", CardJson.toJson(layout)));
        return json;
    }

    static String write(OutboundMessage message) {
        return toJson(message).toString();
    }

    static OutboundMessage read(String text, String id, String target) {
        try {
            JsonNode json = MAPPER.readTree(text);
            List<OutboundMessage.Choice> choices = new ArrayList<>();
            json.path("choices")
                    .forEach(choice -> choices.add(new OutboundMessage.Choice(
                            choice.path("value").asText(),
                            choice.path("label").asText(),
                            choice.path("approves").asBoolean())));
            return new OutboundMessage(
                    id,
                    target,
                    json.path("text").asText(),
                    Optional.of(json.path("layout")).filter(JsonNode::isObject).map(CardJson::read),
                    maybe(json, "severity").map(name -> Severity.valueOf(name.toUpperCase(Locale.ROOT))),
                    choices,
                    maybe(json, "reply_to"),
                    maybe(json, "topic"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("message " + id + " in the outbox cannot be read", e);
        }
    }

    private static Optional<String> maybe(JsonNode json, String key) {
        return Optional.ofNullable(json.path(key).textValue());
    }
}
