package dev.midwatch.core.plugin;

/**
 * What a look at the folder of plugins brought.
 *
 * @param words for people, with the plugin's name and file
 */
public record PluginChange(Kind kind, String words) {
    public enum Kind {
        LOADED,
        REPLACED,
        REMOVED,
        /** What stands there cannot be used; if there was one before, that one goes on. */
        REFUSED,
        /** The last call of one that was replaced or removed has ended: its classes are gone. */
        CLOSED,
        /** It was closed although something of it still ran. */
        CUT_OFF
    }

    /** Whether the plugins in force are others than before. */
    public boolean isSwap() {
        return kind == Kind.LOADED || kind == Kind.REPLACED || kind == Kind.REMOVED;
    }
}
