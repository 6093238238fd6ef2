package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Changes;
import java.util.Set;

/**
 * A piece of a page that changes by itself.
 *
 * @param name   of its kind, and of the event it comes in
 * @param topics after a change of which it is drawn again
 */
record Part(String name, Set<Changes.Topic> topics, Drawing drawing) {
    Part {
        topics = Set.copyOf(topics);
    }

    /** Draws it for everybody of a level who looks at the same thing. */
    @FunctionalInterface
    interface Drawing {
        /** @param argument which one of its kind, as the page's address says */
        String draw(String argument, Level level);
    }
}
