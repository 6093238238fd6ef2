package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.core.config.Secret;
import dev.midwatch.core.config.WebhookConfig;
import dev.midwatch.core.store.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A process that delivers what a file holds to an address, until it is killed. */
final class DeliveringChild {
    private DeliveringChild() {}

    public static void main(String[] args) throws InterruptedException {
        Database database = Database.open(Path.of(args[0]));
        Outbox outbox = new Outbox(database, channels(args[1]), Clock.systemUTC(), DeliveryListener.NONE);
        new Couriers(outbox, Clock.systemUTC(), new Random()).start(new Inbox() {
            @Override
            public void message(InboundMessage message) {}

            @Override
            public String decide(Decision decision) {
                return "";
            }
        });
        Thread.currentThread().join();
    }

    /** {@code webhook:hook}, and {@code chat}, which can change what it said; both at that address. */
    static Channels channels(String address) {
        WebhookConfig config = new WebhookConfig(new Secret(address + "hook"), WebhookConfig.Format.JSON);
        return new Channels(
                List.of(new Chat(address)),
                WebhookChannel.all(Map.of("hook", config), HttpClient.newHttpClient(), Clock.systemUTC()));
    }

    /** Starts one, kills it as soon as that is so, and fails if it never is. */
    static void killedOnce(Path file, String address, Callable<Boolean> enough)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        DeliveringChild.class.getName(),
                        file.toString(),
                        address)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(enough);
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** So many messages and revisions are still on their way. */
    static long open(Database database) {
        return database.one(
                        "SELECT COUNT(*) AS n FROM outbox WHERE state IN ('WAITING', 'SENDING')",
                        row -> row.number("n"))
                .orElseThrow();
    }

    static boolean settled(Path file) {
        try (Database database = Database.openReadOnly(file)) {
            return open(database) == 0;
        }
    }

    private static final class Chat implements Channel {
        private final HttpClient http = HttpClient.newHttpClient();
        private final String address;

        Chat(String address) {
            this.address = address;
        }

        @Override
        public String name() {
            return "chat";
        }

        @Override
        public boolean revises() {
            return true;
        }

        @Override
        public Receipt send(OutboundMessage message) throws DeliveryException {
            post("send/" + message.id(), message.text());
            return new Receipt(message.id());
        }

        @Override
        public Receipt revise(Receipt receipt, OutboundMessage revision) throws DeliveryException {
            post("revise/" + receipt.id(), revision.text());
            return receipt;
        }

        private void post(String path, String text) throws DeliveryException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                    .POST(HttpRequest.BodyPublishers.ofString(text))
                    .build();
            try {
                http.send(request, HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                throw DeliveryException.temporary("no answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw DeliveryException.temporary("cut off", e);
            }
        }
    }
}
