package dev.midwatch.core.channel;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it heard of messages. */
final class Heard implements DeliveryListener {
    final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void accepted(String message, Instant at) {
        all.add("accepted " + message);
    }

    @Override
    public void gaveUp(String message) {
        all.add("gave up " + message);
    }
}
