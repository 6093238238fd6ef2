package dev.midwatch.core.view;

import dev.midwatch.core.store.StoreException;
import dev.midwatch.core.telemetry.Health;
import dev.midwatch.core.telemetry.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How the watch itself is doing, for machines. Nothing here waits for the cluster. */
public final class Instruments {
    private final Health health;
    private final Metrics metrics;

    /**
     * Whether ticks come.
     *
     * @param why with the numbers, whichever it is
     */
    public record Life(boolean alive, String why) {}

    /**
     * Whether the watch can do its work.
     *
     * @param reasons why it cannot
     */
    public record Readiness(boolean ready, List<String> reasons) {
        public Readiness {
            reasons = List.copyOf(reasons);
        }
    }

    /** What was measured, as Prometheus reads it. */
    public record Measured(String contentType, String text) {}

    public Instruments(Health health, Metrics metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    public Life life() {
        Health.Life life = health.live();
        return new Life(life.alive(), life.why());
    }

    public Readiness readiness() {
        try {
            List<String> reasons = health.ready();
            return new Readiness(reasons.isEmpty(), reasons);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Why.UNAVAILABLE, "the gateway is stopping");
        }
    }

    /**
     * @param accept the formats that are wanted, as in HTTP; empty: any
     * @throws Refusal if the store cannot be read: what it counts is then not known
     */
    public Measured measured(String accept) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        String wanted = accept.isEmpty() ? null : accept;
        try {
            metrics.write(wanted, text);
        } catch (StoreException unreadable) {
            throw new Refusal(Refusal.Why.UNAVAILABLE, "the store cannot be read: " + unreadable.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Measured(metrics.contentType(wanted), text.toString(StandardCharsets.UTF_8));
    }
}
