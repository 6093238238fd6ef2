package dev.midwatch.dashboard.openai;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that answers are worked on, and the one that beats. */
final class ChatWorkers implements Executor, AutoCloseable {
    /** More than turns that are worked on at once, so that the chat itself says when it is enough. */
    private static final int MOST = 16;

    private final ThreadPoolExecutor answers =
            new ThreadPoolExecutor(0, MOST, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads("openai-answer"));
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(threads("openai-pulse"));

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Runnable work) {
        answers.execute(work);
    }

    Future<?> every(Duration time, Runnable beat) {
        return pulse.scheduleAtFixedRate(beat, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        pulse.shutdownNow();
        answers.shutdownNow();
    }
}
