package dev.midwatch.simulator;

import dev.midwatch.simulator.clock.SimulatedClock;
import dev.midwatch.simulator.controller.Controllers;
import dev.midwatch.simulator.scenario.Stage;
import dev.midwatch.simulator.scenario.Step;
import dev.midwatch.simulator.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the controllers when an object changed or something falls due, in the order of the cluster's clock. */
final class Pacer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private final SimulatedClock clock;
    private final Optional<Controllers> controllers;
    private final Stage stage;
    private final ReentrantLock work = new ReentrantLock();
    private final ReentrantLock wake = new ReentrantLock();
    private final Condition changed = wake.newCondition();
    private final PriorityQueue<Timed> steps = new PriorityQueue<>(Comparator.comparing(Timed::at));
    private final Thread thread = new Thread(this::run, "simulated-cluster");
    private Optional<Instant> due = Optional.empty();
    private boolean dirty;
    private boolean closed;

    private record Timed(Instant at, Step step) {}

    Pacer(SimulatedClock clock, ObjectStore store, Controllers controllers, Stage stage) {
        this.clock = clock;
        this.controllers = Optional.ofNullable(controllers);
        this.stage = stage;
        store.onChange(this::signal);
    }

    private void signal() {
        wake.lock();
        try {
            dirty = true;
            changed.signalAll();
        } finally {
            wake.unlock();
        }
    }

    void play(List<Step> timeline, Instant start) {
        timeline.forEach(step -> steps.add(new Timed(start.plus(step.at()), step)));
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    Optional<Instant> nextDue() {
        work.lock();
        try {
            Optional<Instant> step = Optional.ofNullable(steps.peek()).map(Timed::at);
            return step.isPresent() && (due.isEmpty() || step.get().isBefore(due.get())) ? step : due;
        } finally {
            work.unlock();
        }
    }

    void advance(Duration by) {
        advanceTo(clock.instant().plus(by));
    }

    void advanceTo(Instant target) {
        work.lock();
        try {
            settle();
            for (Optional<Instant> next = nextDue();
                    next.isPresent() && !next.get().isAfter(target);
                    next = nextDue()) {
                clock.advanceTo(next.get());
                performDue();
                settle();
            }
            clock.advanceTo(target);
        } finally {
            work.unlock();
        }
    }

    void perform(Step step) {
        work.lock();
        try {
            stage.perform(step);
            settle();
        } finally {
            work.unlock();
        }
    }

    private void performDue() {
        while (!steps.isEmpty() && !steps.peek().at().isAfter(clock.instant())) {
            stage.perform(steps.poll().step());
        }
    }

    private void settle() {
        wake.lock();
        try {
            dirty = false;
        } finally {
            wake.unlock();
        }
        Instant now = clock.instant();
        due = controllers.flatMap(Controllers::settle).map(at -> at.isAfter(now) ? at : now.plusSeconds(1));
    }

    private void run() {
        while (true) {
            try {
                if (!await()) {
                    return;
                }
                work.lock();
                try {
                    performDue();
                    settle();
                } finally {
                    work.unlock();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException broken) {
                LOG.error("the simulated cluster stumbled", broken);
            }
        }
    }

    /** Sleeps until something changed or falls due; false when it is over. */
    private boolean await() throws InterruptedException {
        while (true) {
            Duration wait = nextDue().map(clock::realTimeUntil).orElse(IDLE);
            wake.lock();
            try {
                if (closed) {
                    return false;
                }
                if (dirty || wait.isZero() && clock.speed() > 0) {
                    return true;
                }
                Duration slice = wait.compareTo(IDLE) > 0 || wait.isZero() ? IDLE : wait;
                changed.await(slice.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                wake.unlock();
            }
        }
    }

    @Override
    public void close() {
        wake.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            wake.unlock();
        }
        thread.interrupt();
    }
}
