package dev.midwatch.dashboard.pages;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open page. What it was not ready to take waits here, the newest of each part alone, and is written when the connection takes more;
 * no thread ever waits for it. One that takes nothing for too long is let go.
 */
final class Viewer implements WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(Viewer.class);
    private static final Event BEAT = Event.comment();

    private final ServletOutputStream out;
    private final Live.Pace pace;
    private final BooleanSupplier stillSignedIn;
    private final Consumer<Viewer> left;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Map<String, Event> waiting = new LinkedHashMap<>();
    private final Map<String, byte[]> sent = new LinkedHashMap<>();
    private long tookAt = System.nanoTime();
    private long checkedAt = System.nanoTime();
    private boolean flushed = true;
    private boolean ended;

    Viewer(ServletOutputStream out, Live.Pace pace, BooleanSupplier stillSignedIn, Consumer<Viewer> left) {
        this.pace = pace;
        this.out = out;
        this.stillSignedIn = stillSignedIn;
        this.left = left;
    }

    /** At the usual pace. */
    static Viewer open(Context ctx, BooleanSupplier stillSignedIn, Consumer<Viewer> left) {
        return open(ctx, Live.Pace.USUAL, stillSignedIn, left);
    }

    /** Answers with a stream of events that begins at once and holds no thread. */
    static Viewer open(Context ctx, Live.Pace pace, BooleanSupplier stillSignedIn, Consumer<Viewer> left) {
        try {
            HttpServletResponse response = ctx.res();
            response.setContentType("text/event-stream;charset=utf-8");
            response.setHeader("X-Accel-Buffering", "no");
            AsyncContext async = ctx.req().startAsync();
            async.setTimeout(0);
            Viewer viewer = new Viewer(response.getOutputStream(), pace, stillSignedIn, left);
            async.addListener(viewer);
            viewer.waiting.put("", BEAT);
            ctx.future(() -> viewer.done);
            viewer.out.setWriteListener(viewer);
            return viewer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never waits. */
    synchronized void send(Event event) {
        if (ended) {
            return;
        }
        if (Arrays.equals(sent.get(event.name()), event.bytes())) {
            // What came in between is no longer so.
            waiting.remove(event.name());
            return;
        }
        waiting.put(event.name(), event);
        write();
    }

    /** Whether it has taken all it was sent. */
    synchronized boolean isIdle() {
        return waiting.isEmpty();
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Called now and then: shows a proxy, and us, that the connection lives. */
    void beat() {
        try {
            if (isStalled() || !isSignedIn()) {
                end();
            } else {
                send(BEAT);
            }
        } catch (RuntimeException e) {
            // Thrown on, it would end the beat of all pages.
            LOG.warn("an open page is let go, for it could not be looked after", e);
            end();
        }
    }

    private synchronized boolean isStalled() {
        return !waiting.isEmpty()
                && System.nanoTime() - tookAt > pace.patience().toNanos();
    }

    private synchronized boolean isSignedIn() {
        if (ended || System.nanoTime() - checkedAt < pace.check().toNanos()) {
            return true;
        }
        checkedAt = System.nanoTime();
        return stillSignedIn.getAsBoolean();
    }

    @Override
    public synchronized void onWritePossible() {
        write();
    }

    private void write() {
        try {
            while (!ended && out.isReady()) {
                tookAt = System.nanoTime();
                if (!waiting.isEmpty()) {
                    writeNext();
                } else if (!flushed) {
                    flushed = true;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | IllegalStateException gone) {
            end();
        }
    }

    private void writeNext() throws IOException {
        Event next = waiting.remove(waiting.keySet().iterator().next());
        if (next != BEAT) {
            sent.put(next.name(), next.bytes());
        }
        flushed = false;
        out.write(next.bytes());
    }

    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            waiting.clear();
            sent.clear();
        }
        left.accept(this);
        done.complete(null);
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
