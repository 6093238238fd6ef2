package dev.midwatch.core.audit;

import java.util.List;
import java.util.Optional;

/**
 * What the audit files prove, without what they say.
 *
 * @param steps  how many lines there are
 * @param broken the first step that is not as it was written
 * @param torn   lines that were cut off while they were written
 * @param head   the newest step
 * @param behind how many steps stand behind the end that was noted beside the file
 */
public record AuditVerdict(
        long steps, Optional<AuditChain.Break> broken, List<Long> torn, AuditHead head, long behind) {
    public AuditVerdict {
        torn = List.copyOf(torn);
    }
}
