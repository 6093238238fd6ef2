package dev.midwatch.core.audit;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the audit files prove. Steps are counted from 1, through all files.
 *
 * @param lines  all of them, oldest first
 * @param broken the first step that is not as it was written; empty if nothing was changed, taken out, moved or cut off
 * @param torn   lines that were cut off while they were written, by a crash or a full disk: nobody tampered with them
 * @param head   the newest step; whoever notes it elsewhere can later prove that it is still in the chain
 * @param behind how many steps stand behind the end that was noted beside the file: a crash between the two leaves one or two
 */
public record AuditChain(List<String> lines, Optional<Break> broken, List<Long> torn, AuditHead head, long behind) {
    /** The step of a line that says that the one before it was found torn. */
    static final String TORN = "torn";
    /** The step of a line before which nothing said where the end was. */
    static final String LOST = "end lost";

    static final String NO_END = "the file that says where the end is, is missing or cannot be read";

    public AuditChain {
        lines = List.copyOf(lines);
        torn = List.copyOf(torn);
    }

    /**
     * Where the chain does not hold.
     *
     * @param step the number of the step
     * @param file in which it is or should be
     * @param what is wrong with it
     */
    public record Break(long step, String file, String what) {
        @Override
        public String toString() {
            return "%s (%s)".formatted(what, file);
        }
    }

    /** Those of the audit ids of which no step tells. */
    public List<String> without(Collection<String> auditIds) {
        Set<String> told = lines.stream()
                .flatMap(line -> CanonicalJson.find(line).stream())
                .map(line -> line.get("audit_id").text())
                .collect(Collectors.toSet());
        return auditIds.stream().filter(id -> !told.contains(id)).sorted().toList();
    }

    /** Whether a step that somebody noted is still there as it was. */
    public boolean holds(AuditHead noted) {
        return noted.number() > 0
                && noted.number() <= lines.size()
                && CanonicalJson.sha256(lines.get((int) noted.number() - 1)).equals(noted.hash());
    }
}
