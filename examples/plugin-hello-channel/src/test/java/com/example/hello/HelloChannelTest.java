package com.example.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.check.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over HTTP, against a server that notes what it is sent. */
class HelloChannelTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            for (String header : List.of("Title", "Priority", "Tags", "Authorization")) {
                seen.add(header + ": " + exchange.getRequestHeaders().getFirst(header));
            }
            seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsTheTextAndSaysHowToShowIt() throws Exception {
        channel("secret").send(message("**shop/web** is down").severity(Optional.of(Severity.CRITICAL)));

        assertThat(seen)
                .containsExactly(
                        "Title: Midwatch: critical",
                        "Priority: urgent",
                        "Tags: rotating_light",
                        "Authorization: Bearer secret",
                        "**shop/web** is down");
    }

    @Test
    void cutsWhatIsTooLongBetweenCharacters() throws Exception {
        channel(null).send(message("é".repeat(3_000)));

        assertThat(seen).endsWith("Authorization: null", "é".repeat(2_048));
    }

    @Test
    void saysWhetherAnotherTryCanHelp() {
        status = 503;
        assertThatThrownBy(() -> channel(null).send(message("x")))
                .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.retryable())
                        .isTrue());
        status = 403;
        assertThatThrownBy(() -> channel(null).send(message("x")))
                .hasMessage("hello answered 403: look at hello in config.yaml")
                .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.retryable())
                        .isFalse());
    }

    @Test
    void triesAgainWhereNobodyListens() {
        server.stop(0);

        assertThatThrownBy(() -> channel(null).send(message("x")))
                .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.retryable())
                        .isTrue());
    }

    @Test
    void encodesWhatAHeaderCannotHold() {
        assertThat(Note.header("shop ist weg")).isEqualTo("shop ist weg");
        assertThat(Note.header("Käse\n")).isEqualTo("=?UTF-8?B?S8Okc2U=?=");
    }

    private HelloChannel channel(String token) {
        return new HelloChannel(
                new HelloConfig("http://127.0.0.1:" + server.getAddress().getPort() + "/midwatch", token));
    }

    private static OutboundMessage message(String text) {
        return OutboundMessage.of("1", "hello", text);
    }
}
