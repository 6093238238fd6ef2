package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.Changes;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One who listens. What changes while they cannot take more is told in one event as soon as they can. */
final class EventListener implements WriteListener {
    private final ServletOutputStream out;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final EnumSet<Changes.Topic> untold = EnumSet.noneOf(Changes.Topic.class);
    private boolean quiet;
    private boolean unflushed;
    private boolean open;

    EventListener(ServletOutputStream out) {
        this.out = out;
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
