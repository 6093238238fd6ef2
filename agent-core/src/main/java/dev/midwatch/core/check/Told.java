package dev.midwatch.core.check;

import dev.midwatch.api.check.Severity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What people know of a finding.
 *
 * @param at             when a channel accepted the last message about it, in this spell; empty: they know nothing
 * @param severity       how grave it was said to be then
 * @param underWay       the message about it that no channel has accepted yet
 * @param acknowledgedBy who is on it, if somebody is
 */
public record Told(
        Optional<Instant> at,
        Optional<Severity> severity,
        Optional<UnderWay> underWay,
        Optional<String> acknowledgedBy) {
    static final Told NOTHING = new Told(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** A message on its way, and what it says of the finding. */
    public record UnderWay(String message, Change change, Severity severity) {}

    public Told {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(underWay, "underWay");
        Objects.requireNonNull(acknowledgedBy, "acknowledgedBy");
    }

    Told telling(UnderWay message) {
        return new Told(at, severity, Optional.of(message), acknowledgedBy);
    }

    /** A channel accepted the message under way at that moment. Once the end of a finding is told, its story is over. */
    Told accepted(Instant moment) {
        return underWay.map(message -> message.change() == Change.RESOLVED
                        ? NOTHING
                        : new Told(
                                Optional.of(moment), Optional.of(message.severity()), Optional.empty(), acknowledgedBy))
                .orElse(this);
    }

    /** The message under way will never arrive. */
    Told givenUp() {
        return new Told(at, severity, Optional.empty(), acknowledgedBy);
    }

    Told acknowledged(String by) {
        return new Told(at, severity, underWay, Optional.of(by));
    }

    /** A new spell begins: what was told was of the last one. A message under way goes on. */
    Told afresh() {
        return new Told(Optional.empty(), Optional.empty(), underWay, Optional.empty());
    }
}
