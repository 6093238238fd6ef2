package dev.midwatch.api.check;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import java.util.List;

/**
 * Looks at the cluster and says what is broken, the same for the same cluster: no model, no memory of its own. The kernel calls
 * {@link #run} once per cycle of each job that names the check, beside other checks, and several jobs may run at the same time; so an
 * instance keeps no state.
 */
public interface Check {
    /** Unique among all checks; lower case letters, digits and dashes, as in {@code pod-crash-loop}. */
    String name();

    /** One line: what it watches for. */
    String description();

    /** Everything {@link #run} reads. A call outside of it is refused. */
    List<Permission> permissions();

    /** The thresholds an operator may change under {@code checks.<name>} in {@code config.yaml}. */
    default List<Setting> settings() {
        return List.of();
    }

    /** Whether it is a matter of hygiene: run only when asked for, never sent to chat. */
    default boolean lint() {
        return false;
    }

    /**
     * Whether what it finds cannot wait for the next cycle: where the kernel follows the cluster it runs such a check as soon as an
     * object of a type that it lists has changed.
     */
    default boolean urgent() {
        return false;
    }

    /**
     * What is broken now; an empty list means that everything it looks at was seen and is sound. The kernel fills in the owner,
     * merges findings of the same fingerprint into one with a count, and remembers since when.
     *
     * @throws ClusterException if what it needs cannot be seen; this is told as a gap in coverage, not as health
     */
    List<Finding> run(CheckContext context) throws ClusterException;
}
