package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.Changes;
import dev.midwatch.dashboard.signin.Visitor;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One who listens. What changes while they cannot take more is told in one event as soon as they can. */
final class EventListener implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventListener.class);
    private final Visitor visitor;
    private final ServletOutputStream out;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final EnumSet<Changes.Topic> untold = EnumSet.noneOf(Changes.Topic.class);
    private boolean quiet;
    private boolean unflushed;
    private boolean open;

    EventListener(Visitor visitor, ServletOutputStream out) {
        this.visitor = visitor;
        this.out = out;
    }

    boolean isOf(Visitor other) {
        return visitor.how() == other.how() && visitor.who().equals(other.who());
    }

    /** Once the server has made the request one that lasts. */
    void begin() {
        out.setWriteListener(this);
    }

    /** Completed when they have gone. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    synchronized void changed(Set<Changes.Topic> topics) {
        untold.addAll(topics);
        write();
    }

    /** Says a word that means nothing, so that neither side takes the other for dead. */
    synchronized void alive() {
        quiet = true;
        write();
    }

    @Override
    public synchronized void onWritePossible() {
        open = true;
        write();
    }

    @Override
    public void onError(Throwable why) {
        gone.complete(null);
    }

    private void write() {
        try {
            while (open && !gone.isDone() && (quiet || unflushed || !untold.isEmpty()) && out.isReady()) {
                step();
            }
        } catch (IOException | IllegalStateException hungUp) {
            gone.complete(null);
        } catch (RuntimeException e) {
            // Thrown on, it would be the last that anybody is told.
            LOG.warn("{} could not be told what has changed", visitor.who(), e);
            gone.complete(null);
        }
    }

    private void step() throws IOException {
        if (!untold.isEmpty()) {
            String event = "event: changed\ndata: " + Json.text(Map.of("topics", untold)) + "\n\n";
            untold.clear();
            unflushed = true;
            out.write(EventStream.bytes(event));
        } else if (quiet) {
            quiet = false;
            unflushed = true;
            out.write(EventStream.bytes(": still here\n\n"));
        } else {
            unflushed = false;
            out.flush();
        }
    }
}
