package dev.midwatch.dashboard.openai;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * Server-sent events to one client. Whoever sends never waits for the client: what it does not take is kept up to a limit, and then it is
 * cut off. No thread belongs to a stream.
 */
final class EventStream implements WriteListener {
    private static final byte[] STILL_HERE = ": working\n\n".getBytes(StandardCharsets.UTF_8);

    /**
     * What a client that reads slowly costs at most.
     *
     * @param bytes    beyond which nothing more is kept for it
     * @param patience how long one that takes nothing at all is waited for
     */
    record Bounds(int bytes, Duration patience) {}

    private final Bounds bounds;
    private final Runnable gone;
    private final Runnable cut;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private ServletOutputStream out;
    private int waitingBytes;
    private boolean ready;
    private boolean ended;
    private boolean over;
    private long waitingSince = System.nanoTime();

    /**
     * @param gone hears, once, that nobody listens any more
     * @param cut  closes the connection
     */
    EventStream(Bounds bounds, Runnable gone, Runnable cut) {
        this.bounds = bounds;
        this.gone = gone;
        this.cut = cut;
    }

    /**
     * To be called when the request is asynchronous; what was sent before goes out first.
     *
     * @return ends when all is written, or nobody takes it
     */
    CompletableFuture<Void> open(ServletOutputStream to) {
        synchronized (this) {
            out = to;
        }
        to.setWriteListener(this);
        return done;
    }

    /** One event's data, of one line. */
    void send(String data) {
        offer(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps proxies from closing what is silent, and finds out who has left or takes nothing. */
    void stillHere() {
        boolean stuck;
        synchronized (this) {
            if (over) {
                return;
            }
            stuck = !ready
                    && System.nanoTime() - waitingSince > bounds.patience().toNanos();
            if (!stuck && !ready) {
                return;
            }
        }
        if (stuck) {
            giveUp();
        } else {
            offer(STILL_HERE);
        }
    }

    /** Nothing follows. */
    void end() {
        synchronized (this) {
            ended = true;
        }
        pump();
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            ready = true;
        }
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        leave();
    }

    private void offer(byte[] event) {
        boolean tooMuch;
        synchronized (this) {
            if (over) {
                return;
            }
            tooMuch = waitingBytes > bounds.bytes();
            waiting.add(event);
            waitingBytes += event.length;
        }
        if (tooMuch) {
            giveUp();
        } else {
            pump();
        }
    }

    private void pump() {
        try {
            if (writeWhatFits()) {
                done.complete(null);
            }
        } catch (IOException left) {
            leave();
        }
    }

    /** Whether all is said. */
    private synchronized boolean writeWhatFits() throws IOException {
        while (ready && !over && !waiting.isEmpty()) {
            byte[] event = waiting.remove();
            waitingBytes -= event.length;
            out.write(event);
            ready = out.isReady();
            if (ready) {
                out.flush();
                ready = out.isReady();
            }
            waitingSince = System.nanoTime();
        }
        boolean all = ready && ended && !over && waiting.isEmpty();
        over |= all;
        return all;
    }

    private void giveUp() {
        leave();
        cut.run();
    }

    private void leave() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
        }
        gone.run();
        done.complete(null);
    }
}
