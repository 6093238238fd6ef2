package dev.midwatch.core.telemetry;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.core.job.Pulse;
import dev.midwatch.core.kube.Contact;
import dev.midwatch.core.store.WriteProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the watch is alive, and whether it can do its work. Neither question waits for the cluster. */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    /** Nobody else may have asked the cluster anything for hours. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private final Supplier<Pulse> pulse;
    private final WriteProbe store;
    private final Contact contact;
    private final Question question;
    private final Executor workers;
    private final InstantSource clock;
    private final Instant begun;
    private final AtomicBoolean asking = new AtomicBoolean();

    /** Asks the cluster for something small. */
    public interface Question {
        void ask() throws ClusterException;
    }

    /** @param why with the numbers, whichever it is */
    public record Life(boolean alive, String why) {}

    /** @param workers where the cluster is asked */
    public Health(
            Supplier<Pulse> pulse,
            WriteProbe store,
            Contact contact,
            Question question,
            Executor workers,
            InstantSource clock) {
        this.pulse = pulse;
        this.store = store;
        this.contact = contact;
        this.question = question;
        this.workers = workers;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Whether ticks come. Looks at nothing but the process, so that no store and no cluster gets it restarted. */
    public Life live() {
        return vitals(Optional.empty()).life();
    }

    /** Why the watch cannot do its work; empty if it can. */
    public List<String> ready() throws InterruptedException {
        askIfStale();
        return vitals(store.trouble()).troubles();
    }

    private Vitals vitals(Optional<String> storeTrouble) {
        return new Vitals(clock.instant(), begun, pulse.get(), storeTrouble, contact.lostSince());
    }

    /** What comes of it is in the contact, for whoever asks next. */
    private void askIfStale() {
        boolean fresh = contact.lostSince().isEmpty()
                && contact.lastHeard()
                        .filter(heard -> clock.instant().isBefore(heard.plus(STALE)))
                        .isPresent();
        if (!fresh && asking.compareAndSet(false, true)) {
            workers.execute(this::ask);
        }
    }

    private void ask() {
        try {
            question.ask();
        } catch (ClusterException unreachable) {
            LOG.debug("the cluster does not answer", unreachable);
        } finally {
            asking.set(false);
        }
    }
}
