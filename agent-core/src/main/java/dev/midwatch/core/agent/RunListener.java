package dev.midwatch.core.agent;

/** Follows a run as it goes on. Called on one thread at a time; must not wait and must not throw. */
public interface RunListener {
    RunListener NOBODY = new RunListener() {};

    /** A tool is about to be used. */
    default void uses(ToolUse use) {}

    /** The tool has answered. */
    default void used(ToolUse use, boolean failed) {}

    /** The model says this: whole lines, redacted. It may still use tools afterwards, and then say more. */
    default void says(String lines) {}

    /** What was said since the last tool came to nothing and is said anew. */
    default void startsOver() {}
}
