package dev.midwatch.core.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How much of the cluster the findings speak for.
 *
 * @param complete whether nothing is hidden from the watch
 * @param lastLook when a run last saw the cluster
 * @param summary  what it saw: {@code 412 pods, 3 nodes}
 * @param blind    what cannot be seen
 */
public record Coverage(boolean complete, Optional<Instant> lastLook, String summary, List<Overview.Gap> blind) {
    public Coverage {
        blind = List.copyOf(blind);
    }
}
