package dev.midwatch.cli;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.chat.Conversations;
import dev.midwatch.core.chat.DesertedChannels;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.config.SessionsConfig;
import dev.midwatch.core.incident.Incidents;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.watch.CardReconciler;
import dev.midwatch.core.watch.Lookout;
import dev.midwatch.core.watch.Verifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the watch going: the schedule, delivery, verification, and edits of the configuration. */
final class Watchkeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watchkeeper.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LOOK_FOR_EDITS = Duration.ofSeconds(5);
    private static final Duration LOOK_FOR_PLUGINS = Duration.ofSeconds(2);
    private static final Duration MESSAGES_KEPT = Duration.ofDays(30);

    private final Kernel kernel;
    private final LiveConfig config;
    private final Clock clock;
    private final Consumer<String> notes;
    private final PluginStates states;
    private final SettingsInForce inForce;
    /**
     * One for the rounds, one for edits, one for plugins: a cluster that does not answer, or a plugin that does not come to an end while it
     * is loaded, must not keep somebody in who was taken out.
     */
    private final ScheduledExecutorService rounds = Executors.newScheduledThreadPool(3, task -> {
        Thread thread = new Thread(task, "rounds");
        thread.setDaemon(true);
        return thread;
    });

    private Instant pruned = Instant.EPOCH;

    /** @param notes what the person at the terminal should know, not part of any message */
    Watchkeeper(Kernel kernel, LiveConfig config, PluginStates states, Clock clock, Consumer<String> notes) {
        this.kernel = kernel;
        this.config = config;
        this.clock = clock;
        this.notes = notes;
        this.states = states;
        this.inForce = new SettingsInForce(kernel, config);
    }

    /** Runs until {@link #close}. */
    void keep() throws InterruptedException {
        recallMessages();
        Conversations conversations = kernel.get(Conversations.class);
        conversations.resume();
        kernel.get(DesertedChannels.class).tell();
        kernel.get(Couriers.class).start(conversations);
        if (config.current().kubernetes().mirror()) {
            kernel.get(Lookout.class).begin();
        }
        long every = Verifier.EVERY.toSeconds();
        // The first one at once: the gateway before this one may have been cut off in an action.
        rounds.scheduleWithFixedDelay(this::round, 0, every, TimeUnit.SECONDS);
        long look = LOOK_FOR_EDITS.toSeconds();
        rounds.scheduleWithFixedDelay(this::takeOverEdits, look, look, TimeUnit.SECONDS);
        states.forget();
        PluginTurnover turnover = new PluginTurnover(kernel, config, inForce, states, notes);
        rounds.scheduleWithFixedDelay(turnover::look, 0, LOOK_FOR_PLUGINS.toSeconds(), TimeUnit.SECONDS);
        kernel.get(Scheduler.class).run();
    }

    /** Messages that were accepted or given up while nobody listened. */
    private void recallMessages() {
        FindingLedger ledger = kernel.get(FindingLedger.class);
        Outbox outbox = kernel.get(Outbox.class);
        for (String message : ledger.messagesUnderWay()) {
            Optional<Instant> accepted = outbox.accepted(message);
            if (accepted.isPresent()) {
                ledger.accepted(message, accepted.get());
            } else if (outbox.deliveries(message).stream()
                    .noneMatch(delivery -> delivery.state().isOpen())) {
                ledger.givenUp(message);
            }
        }
    }

    private void round() {
        lookAgain();
        try {
            kernel.get(CardReconciler.class).reconcile();
        } catch (RuntimeException e) {
            // What people see is out of date for another minute.
            log.error("the cards could not be looked at", e);
        }
    }

    private void lookAgain() {
        try {
            kernel.get(Verifier.class).look();
            kernel.get(Incidents.class).learn();
            if (Duration.between(pruned, clock.instant()).toDays() >= 1) {
                kernel.get(Outbox.class).prune(clock.instant().minus(MESSAGES_KEPT));
                pruneSessions();
                kernel.get(SessionDatabase.class).tidy();
                pruned = clock.instant();
            }
        } catch (RuntimeException e) {
            // The next round tries again; the schedule goes on meanwhile.
            log.error("a round of the watch failed", e);
        }
    }

    private void pruneSessions() {
        SessionsConfig sessions = config.current().sessions();
        if (sessions.autoPrune()) {
            kernel.get(SessionDatabase.class).prune(clock.instant().minus(Duration.ofDays(sessions.retentionDays())));
        }
    }

    private void takeOverEdits() {
        try {
            takeOverEdit();
        } catch (RuntimeException e) {
            // The last good settings stay in force.
            log.error("an edit of the configuration could not be looked at", e);
        }
    }

    private void takeOverEdit() {
        switch (config.refresh()) {
            case TAKEN -> {
                inForce.take();
                notes.accept("config.yaml has changed: checks, actions, the people of channels and"
                        + " plugins of your own use it from now on, everything else after a restart");
            }
            case REFUSED ->
                notes.accept("config.yaml cannot be taken over, the last good settings stay in force:\n"
                        + config.broken().map(Throwable::getMessage).orElse(""));
            case NONE -> {}
        }
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        try {
            kernel.get(Scheduler.class).stop(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kernel.close();
    }
}
