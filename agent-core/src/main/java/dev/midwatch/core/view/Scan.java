package dev.midwatch.core.view;

import java.time.Instant;
import java.util.List;

/**
 * What the cluster showed at one look.
 *
 * @param millis   how long it took
 * @param complete whether every check ran and saw all it asked for
 * @param findings roots first, the gravest first
 * @param lookedAt {@code 5000 pods}
 * @param blind    what could not be seen, in sentences; never healthy
 */
public record Scan(
        Instant started,
        long millis,
        boolean complete,
        List<FindingRow> findings,
        List<String> lookedAt,
        List<String> blind) {
    public Scan {
        findings = List.copyOf(findings);
        lookedAt = List.copyOf(lookedAt);
        blind = List.copyOf(blind);
    }
}
