package dev.midwatch.core.check;

import java.util.Collection;

/** Why a run speaks. */
public enum NotifyReason {
    /** Something broke while nothing was known to be broken. */
    FIRST,
    /** Something more broke. */
    NEW_FINDINGS,
    /** Something known got graver or began to flap. */
    WORSE,
    /** Something known is still broken after {@code findings.repeat_after}. */
    REPEAT,
    /** Something told is sound again. */
    RESOLVED,
    /** Nothing is news. */
    NONE;

    /**
     * The first reason that holds, in the order of this enum.
     *
     * @param changes   of all findings of the run
     * @param knownOpen whether a finding people were told of is still open
     */
    static NotifyReason of(Collection<Change> changes, boolean knownOpen) {
        if (changes.contains(Change.NEW)) {
            return knownOpen ? NEW_FINDINGS : FIRST;
        }
        if (changes.contains(Change.WORSE) || changes.contains(Change.FLAPPING)) {
            return WORSE;
        }
        if (changes.contains(Change.REPEAT)) {
            return REPEAT;
        }
        return changes.contains(Change.RESOLVED) ? RESOLVED : NONE;
    }
}
