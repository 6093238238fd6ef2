package dev.midwatch.skills.k8s.node;

import dev.midwatch.api.check.Trend;
import java.time.Instant;
import java.util.List;

/** Counts how often a node became ready or stopped being so, from the moments of its condition at each look. */
final class ReadyChanges {
    private ReadyChanges() {}

    /**
     * At least so often it changed since a moment. Ready now as at the look before, and since another moment, it was gone in between: that
     * is two. Not ready at both, it was perhaps Unknown and then False: that is none.
     *
     * @param moments in epoch seconds, negative if it was not ready since then
     */
    static long count(Trend moments, Instant from) {
        List<Trend.Point> points = moments.points();
        long count = 0;
        for (int i = 0; i < points.size(); i++) {
            double now = points.get(i).value();
            double before = i == 0 ? 0 : points.get(i - 1).value();
            boolean recent = Math.abs(now) > from.getEpochSecond();
            if (recent && now != before) {
                count += i == 0 || now > 0 != before > 0 ? 1 : now > 0 ? 2 : 0;
            }
        }
        return count;
    }
}
