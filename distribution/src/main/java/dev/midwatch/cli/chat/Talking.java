package dev.midwatch.cli.chat;

import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.Said;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn at a time, on a thread of its own. What is said meanwhile is handed to it; what comes too late for that is the next turn. */
final class Talking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Talking.class);
    private static final long SECONDS_TO_END = 5;

    private final Parts parts;
    private final Screen screen;
    private final Consumer<List<ProposalRow>> proposed;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final ExecutorService turns = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "turn");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<String> session;
    private Optional<String> about;
    private Optional<String> model;
    /** Where the turn that goes on is said, once it has begun. */
    private Optional<String> running = Optional.empty();

    private boolean atWork;
    private boolean answered;
    private boolean stopping;

    /** @param proposed hears what waits for a decision after a turn */
    Talking(Parts parts, Screen screen, Start start, Consumer<List<ProposalRow>> proposed) {
        this.parts = parts;
        this.screen = screen;
        this.session = start.session();
        this.about = start.about();
        this.model = start.model();
        this.proposed = proposed;
    }

    synchronized Optional<String> session() {
        return session;
    }

    /** What is said next begins a session, or goes on with that one; false, and nothing changes, while a turn is still to be answered. */
    synchronized boolean goOnWith(Optional<String> other) {
        if (atWork && !(answered && waiting.isEmpty())) {
            return false;
        }
        session = other;
        about = Optional.empty();
        return true;
    }

    synchronized Optional<String> model() {
        return model.or(parts.chat()::model);
    }

    synchronized void use(String otherModel) {
        model = Optional.of(otherModel);
    }

    /** Begins a turn, or hands it to the one that goes on; false in that case. */
    synchronized boolean say(String text) {
        if (atWork) {
            waiting.add(text);
            return false;
        }
        begin(text);
        return true;
    }

    synchronized boolean isAtWork() {
        return atWork;
    }

    private void begin(String text) {
        atWork = true;
        answered = false;
        stopping = false;
        running = Optional.empty();
        turns.execute(() -> work(text));
    }

    private synchronized Said said(String text) {
        return parts.chat().said(session, text, parts.actor()).about(about).by(model);
    }

    private void work(String text) {
        TurnView view = new TurnView(screen, this::isIn, System::nanoTime);
        List<ProposalRow> asks = List.of();
        try {
            ChatReply reply = answer(text, view);
            view.ends(reply);
            asks = reply.proposed();
        } catch (Refusal refused) {
            view.fails(refused.getMessage());
        } catch (RuntimeException e) {
            LOG.error("a turn failed", e);
            view.fails("Something went wrong here: " + e.getMessage());
        } finally {
            proposed.accept(asks);
            endOrGoOn();
        }
    }

    private ChatReply answer(String text, TurnView view) {
        try {
            return parts.chat().say(said(text), this::take, view);
        } finally {
            synchronized (this) {
                answered = true;
            }
        }
    }

    private void isIn(String begun) {
        synchronized (this) {
            running = Optional.of(begun);
            session = running;
            about = Optional.empty();
            if (!stopping) {
                return;
            }
        }
        parts.chat().stop(begun);
    }

    private synchronized List<String> take() {
        List<String> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    private synchronized void endOrGoOn() {
        atWork = false;
        String next = waiting.poll();
        if (next != null) {
            begin(next);
        }
        notifyAll();
    }

    /** Ends the turn, and forgets what waits; false if none goes on. */
    boolean stop() {
        Optional<String> in;
        synchronized (this) {
            if (!atWork) {
                return false;
            }
            stopping = true;
            waiting.clear();
            in = running;
        }
        in.ifPresent(parts.chat()::stop);
        return true;
    }

    /** Waits until nothing goes on any more. */
    synchronized void awaitEnd() throws InterruptedException {
        while (atWork) {
            wait();
        }
    }

    @Override
    public void close() {
        stop();
        turns.shutdown();
        try {
            if (!turns.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("a turn did not end in time; its session has what it did so far");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
