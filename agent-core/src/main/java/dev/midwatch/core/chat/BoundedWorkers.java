package dev.midwatch.core.chat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Lets only so many pieces of work go on at once; the others wait for their turn, in order. */
final class BoundedWorkers implements Executor {
    private final Executor workers;
    private final int most;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int busy;

    BoundedWorkers(Executor workers, int most) {
        this.workers = workers;
        this.most = most;
    }

    @Override
    public void execute(Runnable work) {
        synchronized (this) {
            waiting.add(work);
        }
        beginNext();
    }

    private void beginNext() {
        Runnable work;
        synchronized (this) {
            if (busy == most || waiting.isEmpty()) {
                return;
            }
            busy++;
            work = waiting.remove();
        }
        boolean begun = false;
        try {
            workers.execute(() -> run(work));
            begun = true;
        } finally {
            if (!begun) {
                leave();
            }
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            leave();
            beginNext();
        }
    }

    private synchronized void leave() {
        busy--;
    }
}
