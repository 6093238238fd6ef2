package dev.midwatch.api.store;

import java.time.Instant;
import java.util.Objects;

/**
 * A conversation with the model.
 *
 * @param id     unique, sorts by time
 * @param origin what it came from: {@code job:cert-expiry}, {@code discord:1234}, {@code cli}
 */
public record Session(String id, String title, String origin, Instant started) {
    public Session {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(started, "started");
    }
}
