package dev.midwatch.core.view;

import dev.midwatch.core.text.PlainText;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest lines of this process's log, for whoever looks at it from afar. */
public final class Logs {
    private static final int KEPT = 1_000;
    private static final int LONGEST = 4_000;
    private static final Logger LOG = LoggerFactory.getLogger(Logs.class);
    private static final Logs OF_PROCESS = new Logs();

    private final ThreadLocal<Boolean> telling = new ThreadLocal<>();
    private final Deque<LogLine> lines = new ArrayDeque<>();
    private final List<Consumer<LogLine>> listeners = new CopyOnWriteArrayList<>();
    private long written;

    Logs() {}

    /** Logging has no other place to hand its lines to than one that is known everywhere. */
    public static Logs ofProcess() {
        return OF_PROCESS;
    }

    /** Called for each line by whatever writes the log. */
    public void add(Instant at, String level, String logger, String text) {
        // Shortened afterwards: the half of a secret is not known for one.
        String plain = shortened(PlainText.ofProcess().of(text));
        LogLine line;
        synchronized (this) {
            written++;
            line = new LogLine(written, at, level, logger, plain);
            lines.addLast(line);
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
        tell(line);
    }

    /** What a listener logs is kept, but told to nobody, for else it would never end. */
    private void tell(LogLine line) {
        if (telling.get() != null) {
            return;
        }
        telling.set(true);
        try {
            listeners.forEach(listener -> tell(listener, line));
        } finally {
            telling.remove();
        }
    }

    private static void tell(Consumer<LogLine> listener, LogLine line) {
        try {
            listener.accept(line);
        } catch (RuntimeException e) {
            LOG.warn("one who listens to the log failed", e);
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** Oldest first. */
    public synchronized List<LogLine> recent(int most) {
        return lines.stream().skip(Math.max(0, lines.size() - most)).toList();
    }

    /**
     * @param listener must not wait
     * @return ends it
     */
    public AutoCloseable listen(Consumer<LogLine> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
