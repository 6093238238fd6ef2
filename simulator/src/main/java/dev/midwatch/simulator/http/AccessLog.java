package dev.midwatch.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What was asked of the API server and what it answered, oldest first; at least the last fifty thousand requests are kept. */
public final class AccessLog {
    private static final int KEPT = 50_000;

    private final List<Entry> entries = new ArrayList<>();
    private long forgotten;

    /**
     * One request.
     *
     * @param target  path and query
     * @param user    empty if nobody was authenticated
     * @param code    of the answer; 0 while there is none
     * @param auditId as the client gave it in the header {@code Audit-ID}; empty if it gave none
     */
    public record Entry(String method, String target, String user, int code, String auditId) {
        @Override
        public String toString() {
            return "%s %s by %s: %d".formatted(method, target, user, code);
        }
    }

    /**
     * A request is in the log before it is dealt with, who asks before it is carried out, and the answer's code before the answer is
     * sent: whoever has an answer finds the whole of it here.
     */
    synchronized Line begin(Entry entry) {
        entries.add(entry);
        if (entries.size() > 2 * KEPT) {
            entries.subList(0, KEPT).clear();
            forgotten += KEPT;
        }
        return new Line(size() - 1);
    }

    private synchronized void replace(long at, UnaryOperator<Entry> by) {
        if (at >= forgotten) {
            int index = (int) (at - forgotten);
            entries.set(index, by.apply(entries.get(index)));
        }
    }

    /** A request that is being dealt with. */
    final class Line {
        private final long at;

        private Line(long at) {
            this.at = at;
        }

        void by(String user) {
            replace(at, entry -> new Entry(entry.method, entry.target, user, entry.code, entry.auditId));
        }

        void answered(int code) {
            replace(at, entry -> new Entry(entry.method, entry.target, entry.user, code, entry.auditId));
        }
    }

    /** How many there have been; a mark for {@link #since}. */
    public synchronized long size() {
        return forgotten + entries.size();
    }

    /** The requests after that many. */
    public synchronized List<Entry> since(long mark) {
        return entries.stream().skip(Math.max(0, mark - forgotten)).toList();
    }
}
