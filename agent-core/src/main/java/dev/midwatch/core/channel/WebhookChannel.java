package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.core.config.WebhookConfig;
import dev.midwatch.core.net.HttpExchange;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Posts each message to one address. The message's id goes along, so that the other side can tell a second attempt from a second message. */
public final class WebhookChannel implements Channel {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 425, 429);

    private final String webhook;
    private final WebhookConfig config;
    private final HttpExchange http;
    private final InstantSource clock;

    WebhookChannel(String webhook, WebhookConfig config, HttpExchange http, InstantSource clock) {
        this.webhook = webhook;
        this.config = config;
        this.http = http;
        this.clock = clock;
    }

    /** One for each configured webhook, by its name. */
    public static Map<String, WebhookChannel> all(
            Map<String, WebhookConfig> webhooks, HttpClient client, InstantSource clock) {
        Map<String, WebhookChannel> channels = new LinkedHashMap<>();
        webhooks.forEach((name, config) ->
                channels.put(name, new WebhookChannel(name, config, new HttpExchange(client, DEADLINE), clock)));
        return channels;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Receipt send(OutboundMessage message) throws DeliveryException {
        HttpRequest request = HttpRequest.newBuilder(config.uri())
                .header("Content-Type", "application/json")
                .header("User-Agent", "midwatch")
                .header("Idempotency-Key", message.id())
                .POST(HttpRequest.BodyPublishers.ofString(
                        WebhookBody.of(config.format(), webhook, message, clock.instant())))
                .build();
        HttpExchange.Answer answer;
        try {
            answer = http.send(request);
        } catch (IOException e) {
            throw DeliveryException.temporary("webhook " + webhook + ": " + e.getMessage(), e);
        }
        if (!answer.isGood()) {
            throw refusal(answer);
        }
        return new Receipt(message.id());
    }

    private DeliveryException refusal(HttpExchange.Answer answer) {
        String said = answer.body().isEmpty() ? "" : ": " + answer.body();
        String text = "webhook " + webhook + " answered " + answer.status() + said;
        if (answer.status() < 500 && !WORTH_ANOTHER_TRY.contains(answer.status())) {
            return DeliveryException.permanent(text + ". Look at webhooks." + webhook + " in config.yaml");
        }
        return answer.retryAfter()
                .flatMap(this::toWait)
                .map(wait -> DeliveryException.retryAfter(text, wait))
                .orElseGet(() -> DeliveryException.temporary(text, null));
    }

    /** Seconds, or a date. */
    private Optional<Duration> toWait(String header) {
        String value = header.strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(clock.instant(), date));
        } catch (DateTimeException neitherNumberNorDate) {
            return Optional.empty();
        }
    }
}
