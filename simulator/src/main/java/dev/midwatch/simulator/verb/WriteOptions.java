package dev.midwatch.simulator.verb;

/** How to write: the field manager on record, nothing really changed in a dry run, conflicts of an apply overruled. */
public record WriteOptions(boolean dryRun, String manager, boolean force) {
    public static WriteOptions by(String manager) {
        return new WriteOptions(false, manager, false);
    }
}
