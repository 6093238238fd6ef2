package dev.midwatch.core.chat;

import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Person;
import dev.midwatch.core.tool.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * One turn at a time at each place, all places side by side. What is said while a turn runs is handed to it; what comes too late for that
 * is the next turn.
 */
final class Turns {
    private static final int MOST_WAITING = 10;

    private final Executor workers;
    private final Typing typing;
    private final Work work;
    private final Map<Place, Desk> desks = new HashMap<>();
    private boolean closing;

    /** What a turn does. Must not throw. */
    interface Work {
        /** @param more takes what was said there meanwhile */
        void answer(
                Place place, InboundMessage message, Supplier<List<InboundMessage>> more, Interruption interruption);
    }

    private static final class Desk {
        final Deque<InboundMessage> waiting = new ArrayDeque<>();
        final Typing.Beat beat;
        final Set<Person> speakers = new HashSet<>();
        Interruption current = new Interruption();

        Desk(Typing.Beat beat) {
            this.beat = beat;
        }
    }

    /** What became of something that was said. */
    enum Heard {
        /** It begins a turn. */
        BEGINS,
        /** It was handed to the turn that runs. */
        JOINS,
        /** Too much waits there. */
        REFUSED
    }

    Turns(Executor workers, Typing typing, Work work) {
        this.workers = workers;
        this.typing = typing;
        this.work = work;
    }

    Heard say(Place place, InboundMessage message) {
        synchronized (this) {
            Desk desk = desks.get(place);
            if (closing || desk != null && desk.waiting.size() >= MOST_WAITING) {
                return Heard.REFUSED;
            }
            if (desk != null) {
                desk.waiting.add(message);
                desk.speakers.add(message.person());
                return Heard.JOINS;
            }
            Desk fresh = new Desk(typing.begin(place.target()));
            fresh.speakers.add(message.person());
            desks.put(place, fresh);
        }
        boolean begun = false;
        try {
            workers.execute(() -> workAt(place, message));
            begun = true;
        } finally {
            if (!begun) {
                leave(place);
            }
        }
        return Heard.BEGINS;
    }

    private void workAt(Place place, InboundMessage first) {
        Optional<InboundMessage> next = Optional.of(first);
        try {
            while (next.isPresent()) {
                work.answer(place, next.get(), () -> take(place), current(place));
                next = nextOrLeave(place);
            }
        } finally {
            // Whatever went wrong: a place that nobody works at must not look taken.
            if (next.isPresent()) {
                leave(place);
            }
        }
    }

    private synchronized Interruption current(Place place) {
        return desks.get(place).current;
    }

    private synchronized List<InboundMessage> take(Place place) {
        Desk desk = desks.get(place);
        List<InboundMessage> all = List.copyOf(desk.waiting);
        desk.waiting.clear();
        return all;
    }

    private synchronized Optional<InboundMessage> nextOrLeave(Place place) {
        Desk desk = desks.get(place);
        Optional<InboundMessage> next = closing ? Optional.empty() : Optional.ofNullable(desk.waiting.poll());
        if (next.isEmpty()) {
            leave(place);
        } else {
            desk.current = new Interruption();
        }
        return next;
    }

    private synchronized void leave(Place place) {
        desks.remove(place).beat.close();
        notifyAll();
    }

    /**
     * Ends the turns of a place, and forgets what waits there.
     *
     * @param by who may only look ends those of people who may only look
     * @return whether there was one
     */
    synchronized boolean stop(String target, Level by) {
        List<Desk> hit = desks.entrySet().stream()
                .filter(entry -> entry.getKey().target().equals(target))
                .filter(entry -> by.includes(Level.OPERATOR) || entry.getKey().level() == by)
                .map(Map.Entry::getValue)
                .toList();
        hit.forEach(Turns::stop);
        return !hit.isEmpty();
    }

    /** Ends the turns in which somebody speaks who may not speak there any more. */
    synchronized void stopWhere(BiPredicate<Place, Person> out) {
        desks.forEach((place, desk) -> {
            if (desk.speakers.stream().anyMatch(person -> out.test(place, person))) {
                stop(desk);
            }
        });
    }

    private static void stop(Desk desk) {
        desk.waiting.clear();
        desk.current.ask(Interruption.Why.STOPPED);
    }

    synchronized boolean isQuiet() {
        return desks.isEmpty();
    }

    /** Cuts every turn off, and waits a moment for them to see it. */
    synchronized void close(long millis) {
        closing = true;
        desks.values().forEach(desk -> desk.current.ask(Interruption.Why.CUT_OFF));
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            while (!desks.isEmpty() && System.nanoTime() < end) {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
