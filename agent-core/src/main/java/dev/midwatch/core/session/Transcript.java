package dev.midwatch.core.session;

import dev.midwatch.api.store.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A session with all that was said in it, as it leaves or comes in.
 *
 * @param name   unique where it was had
 * @param parent the session it was forked from
 */
public record Transcript(
        String name, String title, String origin, Instant started, Optional<String> parent, List<Turn> turns) {
    public Transcript {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(parent, "parent");
        turns = List.copyOf(turns);
    }
}
