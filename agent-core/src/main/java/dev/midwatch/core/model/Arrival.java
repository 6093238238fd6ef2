package dev.midwatch.core.model;

import dev.midwatch.core.model.ModelException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body while it arrives. Nobody is kept waiting by one that falls silent half-way: the library and the JDK have no limit for that.
 * Asks for the next part only when one was taken, so that an endless body fills no memory.
 */
final class Arrival implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    /** Marks the end in the queue. */
    private static final Object END = new Object();

    private final BlockingQueue<Object> parts = new LinkedBlockingQueue<>();
    private volatile Flow.Subscription subscription;
    private boolean begun;
    private boolean ended;

    /**
     * The next part; empty at the end. Before the first part it waits for as long as it takes: a model may think first.
     *
     * @param patience for every part but the first
     * @throws ModelException if the connection broke, or nothing came any more
     */
    byte[] next(Duration patience) throws InterruptedException {
        if (ended) {
            return new byte[0];
        }
        Object part = begun ? parts.poll(patience.toNanos(), TimeUnit.NANOSECONDS) : parts.take();
        if (part == null) {
            throw new ModelException(
                    Kind.TIMEOUT, "the answer stopped half-way: nothing more for " + patience.toSeconds() + " s");
        }
        if (part instanceof IOException broken) {
            throw new ModelException(Kind.UNREACHABLE, "the connection broke: " + said(broken));
        }
        if (part == END) {
            ended = true;
            return new byte[0];
        }
        begun = true;
        subscription.request(1);
        return (byte[]) part;
    }

    /** Waits a moment for the end to arrive: a connection whose answer was read to the end can be used again. */
    void finish(Duration moment) throws InterruptedException {
        ended = ended || parts.poll(moment.toNanos(), TimeUnit.NANOSECONDS) == END;
    }

    /**
     * All of it from here on, after what was read already.
     *
     * @throws ModelException also if it is longer than so many bytes
     */
    String rest(byte[] before, int most, Duration patience) throws InterruptedException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part = before; part.length > 0; part = next(patience)) {
            whole.writeBytes(part);
            if (whole.size() > most) {
                throw new ModelException(Kind.ENDLESS, "the answer is endless: given up after " + most + " bytes");
            }
        }
        return whole.toString(StandardCharsets.UTF_8);
    }

    /** What comes of it in time, up to about so many bytes, whatever becomes of the rest. */
    String beginning(int most, Deadline time) throws InterruptedException {
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        while (beginning.size() < most
                && parts.poll(time.left().toNanos(), TimeUnit.NANOSECONDS) instanceof byte[] part) {
            beginning.writeBytes(part);
            subscription.request(1);
        }
        return beginning.toString(StandardCharsets.UTF_8);
    }

    static String said(IOException broken) {
        return broken.getMessage() == null
                ? broken.getClass().getSimpleName()
                : broken.getClass().getSimpleName() + ": " + broken.getMessage();
    }

    @Override
    public void onSubscribe(Flow.Subscription one) {
        subscription = one;
        one.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            part.writeBytes(bytes);
        }
        if (part.size() > 0) {
            parts.add(part.toByteArray());
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable broken) {
        parts.add(broken instanceof IOException io ? io : new IOException(broken));
    }

    @Override
    public void onComplete() {
        parts.add(END);
    }

    /** Lets go of the connection. */
    @Override
    public void close() {
        subscription.cancel();
    }
}
