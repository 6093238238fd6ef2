package dev.midwatch.core.model;

import dev.midwatch.core.model.ContextLookup.Found;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * How many tokens a model holds: as configured, else as its server says, else a guess; and less where the server was caught cutting
 * requests. The server is asked when somebody first wants to know, and again after answers as long as it gave nothing sure: a server
 * that was down may be up, and one that loads models on demand knows more once it has.
 */
final class ContextWindow {
    private static final int MOST_LOOKS = 3;
    /** One may be a mistake: servers that count only what was not in their cache report less than they have read. */
    private static final int SIGNS_OF_CUTTING = 2;
    /** The prompt's 4,000, the answer's 1,024 and some room to work in: with less no run gets anywhere, whatever was caught. */
    static final int LEAST_WORKABLE = 6_000;

    private final OptionalInt configured;
    private final Supplier<Found> lookup;
    private Optional<Found> found = Optional.empty();
    private int looks;
    private int signs;
    private int caught = Integer.MAX_VALUE;

    ContextWindow(OptionalInt configured, Supplier<Found> lookup) {
        this.configured = configured;
        this.lookup = lookup;
    }

    synchronized int tokens() {
        if (configured.isEmpty() && found.isEmpty()) {
            look();
        }
        int known =
                configured.orElseGet(() -> found.orElseThrow().tokens().orElse(ModelSettings.DEFAULT_CONTEXT_LENGTH));
        return Math.min(known, caught);
    }

    /** The model has just answered. */
    synchronized void answered() {
        if (configured.isEmpty()
                && looks < MOST_LOOKS
                && !found.map(Found::sure).orElse(false)) {
            look();
        }
    }

    /**
     * The server seems to have cut a request.
     *
     * @return whether that was seen often enough to be believed
     */
    synchronized boolean caughtAt(int tokens) {
        signs++;
        if (signs < SIGNS_OF_CUTTING) {
            return false;
        }
        caught = Math.min(caught, Math.max(tokens, LEAST_WORKABLE));
        return true;
    }

    /** The server has read so many tokens at once. */
    synchronized void holds(int tokens) {
        caught = Math.max(caught, tokens);
    }

    private void look() {
        looks++;
        found = Optional.of(lookup.get());
    }
}
