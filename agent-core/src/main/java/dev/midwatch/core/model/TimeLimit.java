package dev.midwatch.core.model;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work on a thread of its own and stops waiting for it in time. Neither the model library nor a plugin's tool can hold up a
 * run: a library timeout ends with the response headers, and a body may stall for ever.
 */
public final class TimeLimit implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "agent-call");
        thread.setDaemon(true);
        return thread;
    });

    /** @throws TimeoutException after interrupting the work */
    public <T> T call(Duration limit, Callable<T> work) throws TimeoutException, InterruptedException {
        return call(limit, work, true);
    }

    /**
     * @param interruptible whether the work is interrupted when the caller is; else nobody waits for it any more, and it goes on
     * @throws TimeoutException after interrupting the work
     */
    public <T> T call(Duration limit, Callable<T> work, boolean interruptible)
            throws TimeoutException, InterruptedException {
        Future<T> future = threads.submit(work);
        boolean cancel = true;
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            cancel = interruptible;
            throw stopped;
        } finally {
            if (cancel) {
                future.cancel(true);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
