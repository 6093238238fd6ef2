package dev.midwatch.core.view;

import java.util.List;
import java.util.Optional;

/**
 * What the audit files prove.
 *
 * @param broken where the chain does not hold; empty if it does
 * @param torn   lines that a crash cut off
 * @param head   number and hash of the newest step, to be noted elsewhere
 */
public record AuditState(long steps, Optional<String> broken, List<Long> torn, String head) {
    public AuditState {
        torn = List.copyOf(torn);
    }
}
