package dev.midwatch.core.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs checks two at a time: while one waits for the server another computes. */
final class SideBySide {
    private static final int AT_ONCE = 2;
    /** So few are done before a thread has begun. */
    private static final int FEW = 8;

    private SideBySide() {}

    /**
     * What comes of each, in their order.
     *
     * @param cutOff what comes of all of them if this thread is interrupted meanwhile
     */
    static <T, R> List<R> each(List<T> all, Function<T, R> work, Function<T, R> cutOff) {
        if (all.size() <= FEW) {
            return all.stream().map(work).toList();
        }
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "check");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<R> results = new ArrayList<>();
            for (Future<R> done : pool.invokeAll(tasks(all, work))) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return all.stream().map(cutOff).toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T, R> List<Callable<R>> tasks(List<T> all, Function<T, R> work) {
        return all.stream().<Callable<R>>map(one -> () -> work.apply(one)).toList();
    }
}
