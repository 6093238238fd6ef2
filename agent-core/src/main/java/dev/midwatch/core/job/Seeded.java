package dev.midwatch.core.job;

import dev.midwatch.core.config.Problem;
import java.util.List;

/**
 * What came of the jobs that plugins bring.
 *
 * @param added   names of those that are new
 * @param refused why others could not be added
 */
public record Seeded(List<String> added, List<Problem> refused) {
    public Seeded {
        added = List.copyOf(added);
        refused = List.copyOf(refused);
    }
}
