package dev.midwatch.core;

import java.util.ArrayList;
import java.util.List;

/** What was opened and has to be closed, in the order of opening. */
final class Opened {
    private final List<AutoCloseable> parts = new ArrayList<>();

    synchronized <T extends AutoCloseable> T add(T part) {
        parts.add(part);
        return part;
    }

    synchronized List<AutoCloseable> inOrder() {
        return List.copyOf(parts);
    }
}
