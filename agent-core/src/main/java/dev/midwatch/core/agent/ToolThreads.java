package dev.midwatch.core.agent;

import dev.midwatch.core.model.TimeLimit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads on which tools work. */
final class ToolThreads implements AutoCloseable {
    private final TimeLimit limit = new TimeLimit();
    private final ExecutorService sideBySide = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "agent-tools");
        thread.setDaemon(true);
        return thread;
    });

    TimeLimit limit() {
        return limit;
    }

    /** All of them done, well or not. Interrupting the caller interrupts them. */
    <T> List<Future<T>> all(List<Callable<T>> work) throws InterruptedException {
        return sideBySide.invokeAll(work);
    }

    @Override
    public void close() {
        sideBySide.shutdownNow();
        limit.close();
    }
}
