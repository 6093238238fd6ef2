package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.config.Secret;
import dev.midwatch.core.config.WebhookConfig;
import dev.midwatch.core.store.Database;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that delivers, again and again, and looks what arrived. */
@Timeout(120)
class OutboxKillTest {
    private static final int MESSAGES = 400;
    private static final int KILLS = 5;

    @TempDir
    Path directory;

    /** The process that is killed: delivers what the file holds to the address, until it ends. */
    static final class Gateway {
        private Gateway() {}

        public static void main(String[] args) throws InterruptedException {
            WebhookConfig config = new WebhookConfig(new Secret(args[1]), WebhookConfig.Format.JSON);
            Channels channels = new Channels(
                    List.of(),
                    WebhookChannel.all(Map.of("hook", config), HttpClient.newHttpClient(), Clock.systemUTC()));
            Outbox outbox =
                    new Outbox(Database.open(Path.of(args[0])), channels, Clock.systemUTC(), DeliveryListener.NONE);
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
    }

    @Test
    void noMessageIsLostOrOvertakenHoweverOftenTheProcessIsKilled() throws Exception {
        Path file = directory.resolve("state.db");
        List<String> ids = IntStream.range(0, MESSAGES).mapToObj(i -> "m" + i).toList();
        try (HttpStub server = new HttpStub()) {
            String address = server.uri("/hook").toString();
            fill(file, ids, address);
            Random random = new Random(42);
            for (int kill = 0; kill < KILLS; kill++) {
                int enough = server.requests.size() + 5 + random.nextInt(40);
                runUntil(file, address, () -> server.requests.size() >= enough);
            }
            try (Database database = Database.open(file)) {
                assertThat(open(database))
                        .as("killed while there was work left")
                        .isPositive();
            }
            runUntil(file, address, () -> arrived(server).size() == MESSAGES && settled(file));

            List<String> order = new ArrayList<>(new LinkedHashSet<>(arrived(server)));
            assertThat(order).isEqualTo(ids);
            assertThat(server.requests.size()).isBetween(MESSAGES, MESSAGES + KILLS);
        }
    }

    private static void fill(Path file, List<String> ids, String address) {
        WebhookConfig config = new WebhookConfig(new Secret(address), WebhookConfig.Format.JSON);
        Channels channels = new Channels(
                List.of(), WebhookChannel.all(Map.of("hook", config), HttpClient.newHttpClient(), Clock.systemUTC()));
        try (Database database = Database.open(file)) {
            Outbox outbox = new Outbox(database, channels, Clock.systemUTC(), DeliveryListener.NONE);
            database.inTransaction(
                    () -> ids.forEach(id -> outbox.enqueue(OutboundMessage.of(id, "webhook:hook", "text of " + id))));
        }
    }

    private static LinkedHashSet<String> arrived(HttpStub server) {
        LinkedHashSet<String> ids = new LinkedHashSet<>();
        server.requests.forEach(request -> ids.add(request.header("Idempotency-key")));
        return ids;
    }

    private static boolean settled(Path file) {
        try (Database database = Database.openReadOnly(file)) {
            return open(database) == 0;
        }
    }

    private static long open(Database database) {
        return database.one(
                        "SELECT COUNT(*) AS n FROM outbox WHERE state IN ('WAITING', 'SENDING')",
                        row -> row.number("n"))
                .orElseThrow();
    }

    private static void runUntil(Path file, String address, Callable<Boolean> enough)
            throws IOException, InterruptedException {
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        Gateway.class.getName(),
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
            gateway.destroyForcibly();
            assertThat(gateway.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
