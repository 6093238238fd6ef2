package dev.midwatch.core.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the audit files prove.
 *
 * @param broken where the chain does not hold; empty if it does
 * @param torn   lines that a crash cut off
 * @param head   number and hash of the newest step, to be noted elsewhere
 * @param at     when the chain was followed; empty while it is followed for the first time, and nothing is proved yet
 */
public record AuditState(long steps, Optional<String> broken, List<Long> torn, String head, Optional<Instant> at) {
    public AuditState {
        torn = List.copyOf(torn);
    }
}
