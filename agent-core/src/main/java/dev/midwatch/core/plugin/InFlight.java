package dev.midwatch.core.plugin;

import java.util.List;
import java.util.TreeMap;

/** The calls of one plugin that have begun and not ended, and whoever else needs it to stay. Once closed, no more begin. */
final class InFlight {
    private final String plugin;
    private final TreeMap<Long, String> running = new TreeMap<>();
    private long last;
    private boolean closed;

    InFlight(String plugin) {
        this.plugin = plugin;
    }

    /** One call, until it is closed. */
    interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws IllegalStateException if the plugin is gone */
    synchronized Pass begin(String what) {
        if (closed) {
            throw new IllegalStateException("the plugin " + plugin + " was taken out");
        }
        long call = ++last;
        running.put(call, what);
        return () -> end(call);
    }

    private synchronized void end(long call) {
        running.remove(call);
    }

    /** Whether nothing runs; then nothing will. */
    synchronized boolean closeIfIdle() {
        closed |= running.isEmpty();
        return closed;
    }

    /** Lets nothing begin any more; what runs goes on. */
    synchronized void close() {
        closed = true;
    }

    /** What runs, the oldest first, each once. */
    synchronized List<String> running() {
        return running.values().stream().distinct().toList();
    }
}
