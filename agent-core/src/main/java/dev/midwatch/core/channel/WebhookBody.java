package dev.midwatch.core.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.config.WebhookConfig;
import java.time.Instant;
import java.util.List;

/** What is posted, in the words of the other side. */
final class WebhookBody {
    private WebhookBody() {}

    static String of(WebhookConfig.Format format, String webhook, OutboundMessage message, Instant now) {
        return switch (format) {
            case JSON -> json(message).toString();
            case SLACK ->
                MessageJson.MAPPER
                        .createObjectNode()
                        .put("text", SlackText.of(message.text()))
                        .toString();
            case ALERTMANAGER -> alertmanager(webhook, message, now).toString();
        };
    }

    /** The text is complete in itself; cards are for channels that can show them. */
    private static ObjectNode json(OutboundMessage message) {
        ObjectNode body = MessageJson.toJson(message).put("text", HarmlessMarkdown.of(message.text()));
        body.remove(List.of("layout", "topic"));
        return body;
    }

    /** The payload of Alertmanager's own webhooks, version 4, with one alert. */
    private static ObjectNode alertmanager(String webhook, OutboundMessage message, Instant now) {
        ObjectNode body = MessageJson.MAPPER.createObjectNode();
        body.put("version", "4")
                .put("groupKey", message.id())
                .put("status", "firing")
                .put("receiver", webhook);
        body.putObject("groupLabels").put("alertname", "Midwatch");
        labels(body.putObject("commonLabels"), message);
        annotations(body.putObject("commonAnnotations"), message);
        body.put("externalURL", "").put("truncatedAlerts", 0);
        ObjectNode alert = body.putArray("alerts").addObject();
        alert.put("status", "firing");
        labels(alert.putObject("labels"), message);
        annotations(alert.putObject("annotations"), message);
        alert.put("startsAt", now.toString())
                .put("endsAt", "0001-01-01T00:00:00Z")
                .put("generatorURL", "");
        alert.put("fingerprint", message.id());
        return body;
    }

    private static void labels(ObjectNode labels, OutboundMessage message) {
        labels.put("alertname", "Midwatch");
        labels.put("severity", message.severity().orElse(Severity.INFO).toString());
    }

    private static void annotations(ObjectNode annotations, OutboundMessage message) {
        String text = HarmlessMarkdown.of(message.text());
        annotations.put(
                "summary",
                text.lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
        annotations.put("description", text);
    }
}
