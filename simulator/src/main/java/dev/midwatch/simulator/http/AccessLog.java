package dev.midwatch.simulator.http;

import java.util.ArrayList;
import java.util.List;

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
        private Entry ended(String by, int answered) {
            return new Entry(method, target, by, answered, auditId);
        }

        @Override
        public String toString() {
            return "%s %s by %s: %d".formatted(method, target, user, code);
        }
    }

    /** Written down before it is dealt with, so that nobody has an answer to a request that is not in the log. */
    synchronized long begin(Entry entry) {
        entries.add(entry);
        if (entries.size() > 2 * KEPT) {
            entries.subList(0, KEPT).clear();
            forgotten += KEPT;
        }
        return forgotten + entries.size() - 1;
    }

    synchronized void end(long at, String user, int code) {
        if (at >= forgotten) {
            entries.set(
                    (int) (at - forgotten), entries.get((int) (at - forgotten)).ended(user, code));
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
