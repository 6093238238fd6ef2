package dev.midwatch.core.incident;

import java.time.Duration;
import java.time.Instant;

/**
 * A finding that came and went. Its texts are one line each, capped, and without secrets; they are of the cluster, and data.
 *
 * @param owner    the key of the object it was told about
 * @param about    the same for people
 * @param symptoms what it explained; empty if nothing
 * @param affected how many subjects showed it
 * @param times    how often it was seen with this one, of the same reason and owner
 */
public record Incident(
        String fingerprint,
        String reason,
        String owner,
        String about,
        String severity,
        String summary,
        String cause,
        String symptoms,
        int affected,
        Ending ending,
        Instant opened,
        Instant resolved,
        int times) {
    public Duration took() {
        return Duration.between(opened, resolved);
    }
}
