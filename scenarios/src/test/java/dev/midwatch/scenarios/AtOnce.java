package dev.midwatch.scenarios;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All at once, a few at a time. The others are done even if one fails. */
final class AtOnce implements Pace, AutoCloseable {
    private static final int WORKERS = 8;

    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);

    @Override
    public <T> void each(Collection<T> all, Step<T> step) throws IOException {
        List<Callable<Void>> tasks = new ArrayList<>();
        all.forEach(one -> tasks.add(() -> {
            step.of(one);
            return null;
        }));
        try {
            for (Future<Void> task : workers.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
