package dev.midwatch.simulator.store;

/** One step of the history. An object just made has no version before; one just removed carries its last state as after. */
public record Change(Kind kind, Stored before, Stored after) {
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }

    public long revision() {
        return after.revision();
    }
}
