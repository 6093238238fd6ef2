package dev.midwatch.dashboard.pages;

import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.view.ChatListener;
import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.Said;
import dev.midwatch.core.view.ToolStep;
import dev.midwatch.core.view.View;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns that are being worked on, each on a thread of its own that no request waits with. Whoever said something may go away: what was
 * begun may have changed the cluster, so it is brought to its end, and the session has the answer for whoever comes back.
 */
final class Talks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Talks.class);
    /** More than the kernel works on at once, which then says so itself. */
    private static final int THREADS = 16;

    private static final int MOST_VIEWERS = 200;
    /** In which a page that has its answer ends the stream by itself. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(150);

    static final String ACTIVITY = "activity";
    static final String TALK = "talk";

    private final View view;
    private final Predicate<Context> stillSignedIn;
    private final Live.Pace pace;
    private final BiFunction<String, Activity, String> activity;
    private final BiFunction<String, String, String> talk;
    private final Map<String, Going> going = new ConcurrentHashMap<>();
    private final ExecutorService turns =
            new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named("chat-turn"));
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(named("chat-beat"));

    /**
     * @param activity draws what a session's turn has done so far
     * @param talk     draws a session whose turn is over, with what went wrong
     */
    Talks(
            View view,
            Predicate<Context> stillSignedIn,
            Live.Pace pace,
            BiFunction<String, Activity, String> activity,
            BiFunction<String, String, String> talk) {
        this.view = view;
        this.stillSignedIn = stillSignedIn;
        this.pace = pace;
        this.activity = activity;
        this.talk = talk;
        long beat = pace.beat().toMillis();
        beats.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
    }

    /** Begins a turn, and does not wait for anything. */
    Going say(Said said) {
        // Others may look on, and the session keeps no secret either.
        Going turn = new Going(said.actor().who(), PlainText.ofProcess().of(said.text()));
        try {
            turns.execute(() -> work(said, turn));
        } catch (RejectedExecutionException full) {
            throw new HttpResponseException(503, "Too much is being worked on; ask again later.");
        }
        return turn;
    }

    Optional<Going> of(String session) {
        return Optional.ofNullable(going.get(session));
    }

    private void work(Said said, Going turn) {
        try {
            ChatReply reply = view.chat().say(said, new Showing(turn));
            end(turn, "");
            turn.done.complete(reply);
        } catch (Refusal refused) {
            fail(turn, refused, refused.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("a turn failed", e);
            fail(turn, e, "Something went wrong here; the log has it.");
        }
    }

    private final class Showing implements ChatListener {
        private final Going turn;

        Showing(Going turn) {
            this.turn = turn;
        }

        @Override
        public void begins(String session) {
            begin(session, turn);
        }

        @Override
        public void uses(ToolStep step) {
            turn.step(step);
            showSoon(turn);
        }

        @Override
        public void says(String lines) {
            turn.says(lines);
            showSoon(turn);
        }

        @Override
        public void startsOver() {
            turn.startsOver();
            showSoon(turn);
        }
    }

    private void fail(Going turn, Throwable why, String words) {
        turn.begun.completeExceptionally(why);
        end(turn, words);
        turn.done.completeExceptionally(why);
    }

    private void begin(String session, Going turn) {
        turn.begin(view.sessions().get(session).turns());
        going.put(session, turn);
        turn.begun.complete(session);
    }

    /** What is said piece by piece is drawn a few times a second, and never by the thread that the model is waited for with. */
    private void showSoon(Going turn) {
        if (turn.mayBeDrawn()) {
            try {
                beats.schedule(() -> draw(turn), BETWEEN_DRAWINGS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                LOG.debug("nobody looks at a turn any more: {}", closed.getMessage());
            }
        }
    }

    private void draw(Going turn) {
        try {
            turn.isDrawn();
            turn.session().filter(session -> going.get(session) == turn).ifPresent(session -> show(session, turn));
        } catch (RuntimeException e) {
            LOG.warn("a turn could not be shown; its end will be", e);
        }
    }

    private void show(String session, Going turn) {
        Event event = Event.of(ACTIVITY, activity.apply(session, turn.activity()));
        turn.viewers.forEach(viewer -> viewer.send(event));
    }

    /** Before anybody is led on to the session, where the turn must not seem to go on. */
    private void end(Going turn, String trouble) {
        turn.session().ifPresent(session -> {
            going.remove(session, turn);
            try {
                Event event = Event.of(TALK, talk.apply(session, trouble));
                turn.viewers.forEach(viewer -> farewell(viewer, event));
            } catch (RuntimeException e) {
                LOG.warn("the end of a turn could not be shown; the session has it", e);
            }
        });
    }

    private void farewell(Viewer viewer, Event last) {
        viewer.send(last);
        try {
            beats.schedule(viewer::end, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            viewer.end();
        }
    }

    /** Ends what a session is working on, if it is. */
    void stop(String session) {
        of(session).ifPresent(turn -> {
            turn.stopping();
            show(session, turn);
            view.chat().stop(session);
        });
    }

    /** Answers with a stream of what the turn does, and the whole talk at its end: at once, if that is past. */
    void watch(Context ctx, String session) {
        if (going.values().stream().mapToInt(turn -> turn.viewers.size()).sum() >= MOST_VIEWERS) {
            throw new HttpResponseException(503, "Too many pages are open.");
        }
        Optional<Going> turn = of(session);
        Viewer viewer = Viewer.open(
                ctx, pace, () -> stillSignedIn.test(ctx), gone -> turn.ifPresent(one -> one.viewers.remove(gone)));
        turn.ifPresent(one -> one.viewers.add(viewer));
        if (turn.isPresent() && of(session).filter(turn.get()::equals).isPresent()) {
            viewer.send(Event.of(ACTIVITY, activity.apply(session, turn.get().activity())));
        } else {
            farewell(viewer, Event.of(TALK, talk.apply(session, "")));
        }
        if (viewer.ended()) {
            turn.ifPresent(one -> one.viewers.remove(viewer));
        }
    }

    private void beat() {
        going.values().forEach(turn -> turn.viewers.forEach(Viewer::beat));
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        turns.shutdownNow();
        beats.shutdownNow();
        going.values().forEach(turn -> turn.viewers.forEach(Viewer::end));
    }
}
