package dev.midwatch.core.chat;

import dev.midwatch.core.channel.Channels;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows at a place that somebody is being answered there. */
final class Typing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Typing.class);

    private final Channels channels;
    private final Duration pulse;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "typing");
        thread.setDaemon(true);
        return thread;
    });

    Typing(Channels channels, Duration pulse) {
        this.channels = channels;
        this.pulse = pulse;
    }

    /** It is shown until this is closed. */
    interface Beat extends AutoCloseable {
        @Override
        void close();
    }

    /** Shows it again and again until the answer is there; not at once. */
    Beat begin(String target) {
        long every = pulse.toMillis();
        Future<?> again = timer.scheduleAtFixedRate(() -> once(target), every, every, TimeUnit.MILLISECONDS);
        return () -> again.cancel(false);
    }

    void once(String target) {
        try {
            channels.find(Channels.nameOf(target)).ifPresent(channel -> channel.working(target));
        } catch (RuntimeException | LinkageError e) {
            // People get their answer without it.
            LOG.warn("the channel of {} cannot show that an answer is being written: {}", target, e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
