package dev.midwatch.core.agent;

import dev.midwatch.core.model.ModelClient;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Who does what is beside the point of a run. The models are closed with the loop that uses them.
 *
 * @param compression sums up long conversations; empty: that is done by rule
 * @param titles      names conversations; empty: their first words do
 * @param keepTitle   takes a session's id and its title
 */
public record SideWork(
        Optional<ModelClient> compression, Optional<ModelClient> titles, BiConsumer<String, String> keepTitle) {
    /** Everything by rule, and no titles kept. */
    public static final SideWork NONE = new SideWork(Optional.empty(), Optional.empty(), (session, title) -> {});

    public SideWork {
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(titles, "titles");
        Objects.requireNonNull(keepTitle, "keepTitle");
    }
}
