package dev.midwatch.api.channel;

import java.util.Objects;

/**
 * The other side has accepted a message.
 *
 * @param id what the other side knows it by, for follow-ups; may be empty
 */
public record Receipt(String id) {
    public Receipt {
        Objects.requireNonNull(id, "id");
    }
}
