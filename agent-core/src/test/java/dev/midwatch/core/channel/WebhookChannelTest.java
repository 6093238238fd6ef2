package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.config.Secret;
import dev.midwatch.core.config.WebhookConfig;
import dev.midwatch.core.net.HttpExchange;
import dev.midwatch.core.net.HttpStub;
import dev.midwatch.core.store.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final OutboundMessage MESSAGE = OutboundMessage.of(
                    "m-1",
                    "webhook:oncall",
                    "## web crashes\n**web** in `shop` <!channel>\n- look: [runbook](https://example.org/r)\n```\na < b **c**\n```")
            .severity(Optional.of(Severity.CRITICAL))
            .choices(List.of(new OutboundMessage.Choice("approve:1", "Approve", true)));

    private static final String HARMLESS =
            "## web crashes\n**web** in `shop` < !channel>\n- look: runbook (https://example.org/r)\n```\na < b **c**\n```";

    private final TestClock clock = new TestClock();
    private HttpStub server;

    @BeforeEach
    void startServer() throws IOException {
        server = new HttpStub();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private WebhookChannel channel(WebhookConfig.Format format, Duration deadline) {
        return channel(server.uri("/hook/test-secret"), format, deadline);
    }

    private WebhookChannel channel(URI uri, WebhookConfig.Format format, Duration deadline) {
        WebhookConfig config = new WebhookConfig(new Secret(uri.toString()), format);
        return new WebhookChannel("oncall", config, new HttpExchange(CLIENT, deadline), clock);
    }

    private WebhookChannel channel() {
        return channel(WebhookConfig.Format.JSON, Duration.ofSeconds(20));
    }

    private static DeliveryException refusal(WebhookChannel channel) {
        return catchThrowableOfType(DeliveryException.class, () -> channel.send(MESSAGE));
    }

    private JsonNode body() throws IOException {
        return new ObjectMapper().readTree(server.requests.get(0).body());
    }

    @Test
    void postsTheMessageWithItsId() throws Exception {
        assertThat(channel().send(MESSAGE)).isEqualTo(new Receipt("m-1"));
        HttpStub.Request request = server.requests.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook/test-secret");
        assertThat(request.header("Idempotency-key")).isEqualTo("m-1");
        assertThat(request.header("Content-type")).isEqualTo("application/json");
        assertThat(body().path("id").asText()).isEqualTo("m-1");
        assertThat(body().path("severity").asText()).isEqualTo("critical");
        assertThat(body().path("text").asText()).isEqualTo(HARMLESS);
        assertThat(body().at("/choices/0/value").asText()).isEqualTo("approve:1");
    }

    @Test
    void postsNoCardsForTheTextIsComplete() throws Exception {
        Card card = new Card("finding:1", Card.Tone.CRITICAL, "web crashes", List.of());
        channel()
                .send(MESSAGE.layout(new OutboundMessage.Layout("lead", List.of(card)))
                        .topic(Optional.of("web crashes")));
        assertThat(body().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "text", "severity", "choices", "reply_to");
    }

    @Test
    void speaksSlacksDialect() throws Exception {
        channel(WebhookConfig.Format.SLACK, Duration.ofSeconds(20)).send(MESSAGE);
        assertThat(body().path("text").asText()).isEqualTo("""
                        *web crashes*
                        *web* in `shop` &lt;!channel&gt;
                        \u2022 look: [runbook](https://example.org/r)
                        ```
                        a &lt; b **c**
                        ```""");
    }

    @Test
    void speaksAsAlertmanagerDoes() throws Exception {
        channel(WebhookConfig.Format.ALERTMANAGER, Duration.ofSeconds(20)).send(MESSAGE);
        assertThat(body().path("version").asText()).isEqualTo("4");
        assertThat(body().path("receiver").asText()).isEqualTo("oncall");
        assertThat(body().at("/alerts/0/labels/severity").asText()).isEqualTo("critical");
        assertThat(body().at("/alerts/0/annotations/summary").asText()).isEqualTo("## web crashes");
        assertThat(body().at("/alerts/0/annotations/description").asText()).isEqualTo(HARMLESS);
        assertThat(body().at("/alerts/0/startsAt").asText()).isEqualTo("2026-11-23T20:00:00Z");
        assertThat(body().at("/alerts/0/fingerprint").asText()).isEqualTo("m-1");
    }

    @Test
    void waitsAsLongAsAsked() {
        server.then(429, "slow down", "Retry-After", "90")
                .then(503, "", "Retry-After", "Mon, 23 Nov 2026 20:01:00 GMT")
                .then(429, "", "Retry-After", "soon");
        DeliveryException seconds = refusal(channel());
        assertThat(seconds).hasMessage("webhook oncall answered 429: slow down");
        assertThat(seconds.retryable()).isTrue();
        assertThat(seconds.retryAfter()).contains(Duration.ofSeconds(90));
        assertThat(refusal(channel()).retryAfter()).contains(Duration.ofMinutes(1));
        DeliveryException unclear = refusal(channel());
        assertThat(unclear.retryable()).isTrue();
        assertThat(unclear.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void whatMayPassIsWorthAnotherTry(int status) {
        server.then(status, "");
        assertThat(refusal(channel()).retryable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 410, 422})
    void whatAPersonMustMendIsNot(int status) {
        server.then(status, "no_such_hook");
        DeliveryException refusal = refusal(channel());
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal)
                .hasMessage("webhook oncall answered %d: no_such_hook. Look at webhooks.oncall in config.yaml", status);
    }

    @Test
    void aServerThatStallsIsLeftAtTheDeadline() {
        server.thenStall().thenStallInTheBody(500);
        WebhookChannel impatient = channel(WebhookConfig.Format.JSON, Duration.ofMillis(300));
        assertThat(refusal(impatient)).hasMessage("webhook oncall: no answer within 300 ms");
        assertThat(refusal(impatient))
                .satisfies(late -> assertThat(late.retryable()).isTrue());
    }

    @Test
    void aServerThatIsNotThereIsWorthAnotherTryAndItsAddressIsNotTold() {
        URI gone = server.uri("/hook/test-secret");
        server.close();
        DeliveryException refusal = refusal(channel(gone, WebhookConfig.Format.JSON, Duration.ofSeconds(20)));
        assertThat(refusal.retryable()).isTrue();
        assertThat(refusal.getMessage()).startsWith("webhook oncall: Connect").doesNotContain("test-secret");
    }

    @Test
    void theOutboxGetsAMessageThroughAServerThatFailsTwice(@TempDir Path directory) {
        server.then(500, "").then(429, "", "Retry-After", "120");
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Channels channels = new Channels(List.of(), Map.of("oncall", channel()));
            Outbox outbox = new Outbox(database, channels, clock, DeliveryListener.NONE);
            Couriers couriers = new Couriers(outbox, clock, new Random(1));
            outbox.enqueue(MESSAGE);
            couriers.deliverDue();
            clock.pass(Duration.ofSeconds(3));
            couriers.deliverDue();
            clock.pass(Duration.ofSeconds(119));
            couriers.deliverDue();
            assertThat(server.requests).hasSize(2);
            clock.pass(Duration.ofSeconds(1));
            couriers.deliverDue();
            assertThat(server.requests)
                    .extracting(request -> request.header("Idempotency-key"))
                    .containsExactly("m-1", "m-1", "m-1");
            assertThat(outbox.accepted("m-1")).contains(clock.instant());
        }
    }
}
