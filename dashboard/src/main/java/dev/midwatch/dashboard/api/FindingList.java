package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.Coverage;
import dev.midwatch.core.view.FindingRow;
import java.util.List;
import java.util.Optional;

/**
 * A part of the findings, and what they speak for; named as {@code scan --output json} names it.
 *
 * @param next where the next part is asked for; empty if this is the last
 */
record FindingList(
        Seen cluster,
        List<FindingRow> findings,
        Coverage coverage,
        long total,
        int offset,
        int limit,
        Optional<String> next) {
    /** The cluster that was looked at. */
    record Seen(Optional<String> server) {}
}
