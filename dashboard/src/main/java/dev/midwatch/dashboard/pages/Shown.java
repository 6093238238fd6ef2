package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;

/**
 * What an open page shows.
 *
 * @param argument which of its kind; empty for what all see alike
 */
record Shown(String part, String argument, Level level) {
    boolean isOfOne() {
        return !argument.isEmpty();
    }
}
