package dev.midwatch.core.check;

/** What became of one finding since people last heard of it. Everything but {@link #NONE} is news. */
public enum Change {
    /** Not told yet, or resolved in between. */
    NEW,
    /** Graver than when it was told. */
    WORSE,
    /** Comes and goes; told once, then calm until it has settled. */
    FLAPPING,
    /** Open for so long that it is told again. */
    REPEAT,
    /** Gone, and people had been told of it. */
    RESOLVED,
    NONE;

    public boolean isNews() {
        return this != NONE;
    }
}
