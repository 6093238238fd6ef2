package dev.midwatch.core.agent;

import java.util.List;
import java.util.Objects;

/**
 * What somebody says to a run, or the run's job does.
 *
 * @param text     taken for a task
 * @param evidence taken for data
 */
public record Words(String text, List<Evidence> evidence) {
    public Words {
        Objects.requireNonNull(text, "text");
        evidence = List.copyOf(evidence);
    }
}
