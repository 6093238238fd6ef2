package dev.midwatch.core.channel;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.Receipt;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts a channel that takes too long: a plugin may forget a timeout of its own. */
final class Patience implements AutoCloseable {
    private final Duration limit;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "delivery-patience");
        thread.setDaemon(true);
        return thread;
    });

    Patience(Duration limit) {
        this.limit = limit;
    }

    /** What a channel is asked to do. */
    interface Handover {
        Receipt run() throws DeliveryException;
    }

    Receipt with(Handover handover) throws DeliveryException {
        Interruption interruption = new Interruption(Thread.currentThread());
        Future<?> timeout = timer.schedule(interruption, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return handover.run();
        } catch (DeliveryException | RuntimeException e) {
            if (interruption.happened()) {
                throw DeliveryException.temporary("no answer for " + limit.toSeconds() + " s", e);
            }
            throw e;
        } finally {
            timeout.cancel(false);
            interruption.end();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Interrupts the thread unless the work has ended; and takes back what hit it only afterwards. */
    private static final class Interruption implements Runnable {
        private final Thread thread;
        private boolean ended;
        private boolean happened;

        Interruption(Thread thread) {
            this.thread = thread;
        }

        @Override
        public synchronized void run() {
            if (!ended) {
                happened = true;
                thread.interrupt();
            }
        }

        synchronized boolean happened() {
            return happened;
        }

        synchronized void end() {
            ended = true;
            if (happened) {
                Thread.interrupted();
            }
        }
    }
}
