package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.Changes;
import dev.midwatch.dashboard.signin.Visitor;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everybody who listens what has changed, as server-sent events. A listener costs no thread, and one who stalls delays nobody. */
final class EventStream implements AutoCloseable {
    static final String TYPE = "text/event-stream";
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int MOST = 200;
    /** So that one key does not keep all others out. */
    static final int MOST_EACH = 20;

    private static final int ALIVE_SECONDS = 10;
    private static final String RETRY_SECONDS = "30";

    private final Changes changes;
    private final Set<EventListener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService alive = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "api-events");
        thread.setDaemon(true);
        return thread;
    });
    private AutoCloseable listening;

    EventStream(Changes changes) {
        this.changes = changes;
        alive.scheduleWithFixedDelay(
                () -> listeners.forEach(EventListener::alive), ALIVE_SECONDS, ALIVE_SECONDS, TimeUnit.SECONDS);
    }

    /** Streams to whoever called until they go. They are told at first of everything, as they may have missed any of it. */
    Reply open(Call call) {
        if (call.context().method() == HandlerType.HEAD) {
            return Reply.text(200, TYPE, "");
        }
        EventListener listener = join(call.context());
        call.context().status(200).contentType(TYPE);
        call.context().header("X-Accel-Buffering", "no");
        call.context().future(() -> {
            listener.begin();
            return listener.gone();
        });
        return Reply.streamed();
    }

    int listeners() {
        return listeners.size();
    }

    private synchronized EventListener join(Context ctx) {
        Visitor visitor = Visitor.of(ctx);
        if (listeners.size() >= MOST) {
            throw new ProblemException(503, "unavailable", MOST + " listen already; ask again later.");
        }
        // Without keys there are no others to keep out.
        if (visitor.how() != Visitor.How.OPEN
                && listeners.stream().filter(one -> one.isOf(visitor)).count() >= MOST_EACH) {
            ctx.header("Retry-After", RETRY_SECONDS);
            throw new ProblemException(429, "too-many", MOST_EACH + " listen already with this key; end one first.");
        }
        EventListener listener = new EventListener(visitor, output(ctx));
        listeners.add(listener);
        listener.gone().whenComplete((none, why) -> leave(listener));
        listener.changed(EnumSet.allOf(Changes.Topic.class));
        if (listening == null) {
            listening = changes.listen(topics -> listeners.forEach(one -> one.changed(topics)));
        }
        return listener;
    }

    private static ServletOutputStream output(Context ctx) {
        try {
            return ctx.res().getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void leave(EventListener listener) {
        listeners.remove(listener);
        if (listeners.isEmpty() && listening != null) {
            try {
                listening.close();
            } catch (Exception e) {
                LOG.warn("listening for changes could not be ended", e);
            }
            listening = null;
        }
    }

    @Override
    public void close() {
        alive.shutdownNow();
        listeners.forEach(listener -> listener.gone().complete(null));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
