package dev.midwatch.core.channel;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An outbox of its own for each test, with a channel that revises and one that cannot. */
abstract class OnOutbox {
    @TempDir
    Path directory;

    final TestClock clock = new TestClock();
    final Heard heard = new Heard();
    final ScriptedChannel chat = ScriptedChannel.revising("chat");
    final ScriptedChannel console = new ScriptedChannel("console");
    Database database;
    Outbox outbox;
    Couriers couriers;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("state.db"));
        outbox = new Outbox(database, new Channels(List.of(console, chat), Map.of()), clock, heard);
        couriers = new Couriers(outbox, clock, new Random(1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    void put(String id, String target) {
        outbox.enqueue(message(id, target, "text of " + id));
    }

    void revise(String id, String text) {
        outbox.revise(id, message(id, "chat", text));
    }

    static OutboundMessage message(String id, String target, String text) {
        return OutboundMessage.of(id, target, text);
    }

    Delivery delivery(String id) {
        return outbox.store().find(id).orElseThrow();
    }

    void passTo(String id) {
        clock.pass(Duration.between(clock.instant(), delivery(id).due()));
    }
}
