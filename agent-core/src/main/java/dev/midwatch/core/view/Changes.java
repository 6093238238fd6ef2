package dev.midwatch.core.view;

import dev.midwatch.core.store.Database;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that something has changed, whoever changed it: the gateway itself or a command beside it. The store counts the changes of each
 * topic; while somebody listens, the counts are read ten times a second.
 */
public final class Changes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final long MILLIS = 100;

    /** What may have changed. */
    public enum Topic {
        FINDINGS,
        RUNS,
        JOBS,
        PROPOSALS,
        SESSIONS,
        MESSAGES,
        TICKS
    }

    private final Database database;
    private final List<Consumer<Set<Topic>>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "changes");
        thread.setDaemon(true);
        return thread;
    });
    private Map<Topic, Long> seen = new EnumMap<>(Topic.class);
    private ScheduledFuture<?> looks;
    private volatile boolean jobsChanged;

    public Changes(Database database) {
        this.database = database;
    }

    /** The definitions of jobs are in a file, whose reader says when it changed. */
    public void jobsChanged() {
        jobsChanged = true;
    }

    /**
     * @param listener hears of all that changed since it was last called; must not wait
     * @return ends it
     */
    public synchronized AutoCloseable listen(Consumer<Set<Topic>> listener) {
        if (looks == null) {
            seen = revisions();
            jobsChanged = false;
            looks = looking.scheduleWithFixedDelay(this::look, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
        }
        listeners.add(listener);
        return () -> end(listener);
    }

    private synchronized void end(Consumer<Set<Topic>> listener) {
        listeners.remove(listener);
        if (listeners.isEmpty() && looks != null) {
            looks.cancel(false);
            looks = null;
        }
    }

    private void look() {
        try {
            Set<Topic> changed = changed();
            if (!changed.isEmpty()) {
                listeners.forEach(listener -> tell(listener, changed));
            }
        } catch (RuntimeException e) {
            // The next look tries again.
            LOG.warn("what has changed could not be looked at", e);
        }
    }

    private synchronized Set<Topic> changed() {
        Map<Topic, Long> now = revisions();
        Set<Topic> changed = EnumSet.noneOf(Topic.class);
        now.forEach((topic, n) -> {
            if (!n.equals(seen.get(topic))) {
                changed.add(topic);
            }
        });
        if (jobsChanged) {
            jobsChanged = false;
            changed.add(Topic.JOBS);
        }
        seen = now;
        return changed;
    }

    private static void tell(Consumer<Set<Topic>> listener, Set<Topic> changed) {
        try {
            listener.accept(changed);
        } catch (RuntimeException e) {
            LOG.warn("one who listens for changes failed", e);
        }
    }

    private Map<Topic, Long> revisions() {
        Map<Topic, Long> revisions = new EnumMap<>(Topic.class);
        database.query(
                        "SELECT topic, n FROM revision",
                        row -> Map.entry(Topic.valueOf(row.text("topic")), row.number("n")))
                .forEach(entry -> revisions.put(entry.getKey(), entry.getValue()));
        return revisions;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
