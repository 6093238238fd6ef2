package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.net.HttpStub;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that delivers, again and again, and looks what arrived. */
@Timeout(120)
@Tag("long")
class OutboxKillTest {
    private static final int MESSAGES = 400;
    private static final int KILLS = 5;

    @TempDir
    Path directory;

    @Test
    void noMessageIsLostOrOvertakenHoweverOftenTheProcessIsKilled() throws Exception {
        List<String> ids = IntStream.range(0, MESSAGES).mapToObj(i -> "m" + i).toList();
        try (HttpStub server = new HttpStub()) {
            fill(
                    server,
                    outbox ->
                            ids.forEach(id -> outbox.enqueue(OutboundMessage.of(id, "webhook:hook", "text of " + id))));
            killAgainAndAgain(server, () -> arrived(server).size() == MESSAGES);

            List<String> order = new ArrayList<>(new LinkedHashSet<>(arrived(server)));
            assertThat(order).isEqualTo(ids);
            assertThat(server.requests.size()).isBetween(MESSAGES, MESSAGES + KILLS);
        }
    }

    @Test
    void noRevisionIsLostOrComesBeforeWhatItRevisesHoweverOftenTheProcessIsKilled() throws Exception {
        List<String> ids =
                IntStream.range(0, MESSAGES / 2).mapToObj(i -> "m" + i).toList();
        List<String> expected = ids.stream()
                .flatMap(id -> Stream.of("/send/" + id + " asked", "/revise/" + id + " decided"))
                .toList();
        try (HttpStub server = new HttpStub()) {
            fill(
                    server,
                    outbox -> ids.forEach(id -> {
                        outbox.enqueue(OutboundMessage.of(id, "chat", "asked"));
                        outbox.revise(id, OutboundMessage.of(id, "chat", "decided"));
                    }));
            killAgainAndAgain(server, () -> said(server).size() == MESSAGES);

            assertThat(new ArrayList<>(said(server))).isEqualTo(expected);
            assertThat(server.requests.size()).isBetween(MESSAGES, MESSAGES + KILLS);
        }
    }

    private Path file() {
        return directory.resolve("state.db");
    }

    private void fill(HttpStub server, Consumer<Outbox> work) {
        try (Database database = Database.open(file())) {
            Outbox outbox = new Outbox(
                    database,
                    DeliveringChild.channels(server.uri("/").toString()),
                    Clock.systemUTC(),
                    DeliveryListener.NONE);
            database.inTransaction(() -> work.accept(outbox));
        }
    }

    private void killAgainAndAgain(HttpStub server, Callable<Boolean> all) throws Exception {
        String address = server.uri("/").toString();
        Random random = new Random(42);
        for (int kill = 0; kill < KILLS; kill++) {
            int enough = server.requests.size() + 5 + random.nextInt(40);
            DeliveringChild.killedOnce(file(), address, () -> server.requests.size() >= enough);
        }
        try (Database database = Database.open(file())) {
            assertThat(DeliveringChild.open(database))
                    .as("killed while there was work left")
                    .isPositive();
        }
        DeliveringChild.killedOnce(file(), address, () -> all.call() && DeliveringChild.settled(file()));
    }

    private static LinkedHashSet<String> arrived(HttpStub server) {
        LinkedHashSet<String> ids = new LinkedHashSet<>();
        server.requests.forEach(request -> ids.add(request.header("Idempotency-key")));
        return ids;
    }

    private static LinkedHashSet<String> said(HttpStub server) {
        LinkedHashSet<String> said = new LinkedHashSet<>();
        server.requests.forEach(request -> said.add(request.path() + " " + request.body()));
        return said;
    }
}
