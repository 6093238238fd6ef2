package dev.midwatch.core.view;

/** Follows a turn as it goes on. Called on one thread at a time; must not wait for a slow reader. */
public interface ChatListener {
    ChatListener NOBODY = new ChatListener() {};

    /** The turn goes on in this session; the model was not asked yet. */
    default void begins(String session) {}

    /** A tool is about to be used. */
    default void uses(ToolStep step) {}

    /** The tool has answered. */
    default void used(ToolStep step, boolean failed) {}

    /** The model says this: whole lines with their ends, without secrets. It may use tools afterwards, and then say more. */
    default void says(String lines) {}

    /** What was said since the last tool came to nothing and is said anew. */
    default void startsOver() {}
}
