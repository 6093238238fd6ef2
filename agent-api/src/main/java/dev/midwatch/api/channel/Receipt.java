package dev.midwatch.api.channel;

import java.util.Objects;
import java.util.Optional;

/**
 * The other side has accepted a message.
 *
 * @param id    what the other side knows it by, for follow-ups and revisions: several ids with a blank between them if it became several
 *     messages there; may be empty
 * @param place the delivery target of the place that was opened for answers, if one was: {@code discord:1234}
 */
public record Receipt(String id, Optional<String> place) {
    public Receipt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(place, "place");
    }

    /** Accepted, and nothing opened for answers. */
    public Receipt(String id) {
        this(id, Optional.empty());
    }
}
