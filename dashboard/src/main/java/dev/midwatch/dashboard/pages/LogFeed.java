package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.LogLine;
import dev.midwatch.core.view.Logs;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds new lines of the log to the pages that show it. It looks at the log now and then, on a thread of its own; nothing is handed over while
 * a line is written, and a page that takes nothing is passed over until it does, when it gets the newest of what it missed.
 */
final class LogFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogFeed.class);
    private static final String EVENT = "log-lines";
    private static final int MOST_READERS = 100;
    private static final int KEPT = 1_000;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final Desk desk;
    private final Logs logs;
    private final Predicate<Context> stillSignedIn;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "log-feed");
        thread.setDaemon(true);
        return thread;
    });

    /** Somebody who looks at the log, and the last line they have. */
    private static final class Reader {
        private final Viewer viewer;
        private final LogFilter filter;
        private long has;

        Reader(Viewer viewer, LogFilter filter, long has) {
            this.viewer = viewer;
            this.filter = filter;
            this.has = has;
        }
    }

    LogFeed(Desk desk, Predicate<Context> stillSignedIn) {
        this.desk = desk;
        this.logs = desk.view().logs();
        this.stillSignedIn = stillSignedIn;
    }

    void install(JavalinConfig config) {
        config.routes.get("/logs/live", this::join, Needs.VIEWER);
    }

    void start() {
        looking.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        looking.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void join(Context ctx) {
        if (readers.size() >= MOST_READERS) {
            throw new HttpResponseException(503, "Too many pages are open.");
        }
        Viewer viewer = Viewer.open(ctx, Live.Pace.USUAL, () -> stillSignedIn.test(ctx), this::leave);
        readers.add(new Reader(viewer, LogFilter.asked(ctx), has(ctx)));
        if (viewer.ended()) {
            leave(viewer);
        }
    }

    /** A browser that comes back says which event it had last. */
    private static long has(Context ctx) {
        String last = ctx.header("Last-Event-ID");
        return Paging.offset(last == null ? ctx.queryParam("after") : last);
    }

    private void leave(Viewer viewer) {
        readers.removeIf(reader -> reader.viewer == viewer);
    }

    private void look() {
        if (readers.isEmpty()) {
            return;
        }
        try {
            List<LogLine> kept = logs.recent(KEPT);
            long newest = kept.isEmpty() ? 0 : kept.get(kept.size() - 1).n();
            readers.forEach(reader -> hand(reader, kept, newest));
        } catch (RuntimeException e) {
            LOG.warn("the log could not be shown", e);
        }
    }

    private void hand(Reader reader, List<LogLine> kept, long newest) {
        if (newest == reader.has || !reader.viewer.isIdle()) {
            return;
        }
        // A process that began anew counts from one again.
        List<LogLine> lines = LogPages.newestFirst(kept, reader.filter, newest < reader.has ? 0 : reader.has);
        reader.has = newest;
        if (!lines.isEmpty()) {
            reader.viewer.send(event(lines, newest));
        }
    }

    private Event event(List<LogLine> lines, long newest) {
        Event plain = Event.of(EVENT, desk.text("part/loglines.jte", Map.of("lines", lines)));
        String numbered = "id: " + newest + "\n" + new String(plain.bytes(), StandardCharsets.UTF_8);
        return new Event(EVENT, numbered.getBytes(StandardCharsets.UTF_8));
    }

    private void beat() {
        readers.forEach(reader -> reader.viewer.beat());
    }

    @Override
    public void close() {
        looking.shutdownNow();
        readers.forEach(reader -> reader.viewer.end());
    }
}
