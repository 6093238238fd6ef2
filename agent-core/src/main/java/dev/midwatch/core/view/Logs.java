package dev.midwatch.core.view;

import dev.midwatch.core.text.PlainText;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The newest lines of this process's log, for whoever looks at it from afar. */
public final class Logs {
    private static final int KEPT = 1_000;
    private static final int LONGEST = 4_000;
    private static final Logs OF_PROCESS = new Logs();

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
        String plain = PlainText.ofProcess().of(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        LogLine line;
        synchronized (this) {
            written++;
            line = new LogLine(written, at, level, logger, plain);
            lines.addLast(line);
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
        listeners.forEach(listener -> listener.accept(line));
    }

    /** Oldest first. */
    public synchronized List<LogLine> recent(int most) {
        return lines.stream().skip(Math.max(0, lines.size() - most)).toList();
    }

    /**
     * @param listener must neither wait nor log
     * @return ends it
     */
    public AutoCloseable listen(Consumer<LogLine> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
