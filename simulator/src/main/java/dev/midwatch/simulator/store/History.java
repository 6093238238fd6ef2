package dev.midwatch.simulator.store;

import dev.midwatch.simulator.object.ApiError;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The latest changes, for watches. Older ones are forgotten, and asking for them is answered with 410. */
public final class History {
    private final int size;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private long forgotten;
    private boolean closed;

    History(int size) {
        this.size = size;
    }

    void add(Change change) {
        lock.lock();
        try {
            changes.addLast(change);
            if (changes.size() > size) {
                forgotten = changes.removeFirst().revision();
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything up to a revision, as etcd's compaction does. */
    public void compact(long upTo) {
        lock.lock();
        try {
            while (!changes.isEmpty() && changes.peekFirst().revision() <= upTo) {
                changes.removeFirst();
            }
            forgotten = Math.max(forgotten, upTo);
        } finally {
            lock.unlock();
        }
    }

    /** Wakes and ends every watch. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    public Optional<Change> latest() {
        lock.lock();
        try {
            return Optional.ofNullable(changes.peekLast());
        } finally {
            lock.unlock();
        }
    }

    /** Changes after a revision, waiting up to the time given for the first; may be empty. */
    public List<Change> after(long revision, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            if (revision < forgotten) {
                throw ApiError.expired("too old resource version: " + revision + " (" + (forgotten + 1) + ")");
            }
            long left = wait.toNanos();
            while (!closed
                    && left > 0
                    && (changes.isEmpty() || changes.peekLast().revision() <= revision)) {
                left = more.awaitNanos(left);
            }
            return since(revision);
        } finally {
            lock.unlock();
        }
    }

    private List<Change> since(long revision) {
        List<Change> found = new ArrayList<>();
        for (Iterator<Change> latest = changes.descendingIterator(); latest.hasNext(); ) {
            Change change = latest.next();
            if (change.revision() <= revision) {
                break;
            }
            found.add(0, change);
        }
        return found;
    }
}
