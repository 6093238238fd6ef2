package dev.midwatch.core.check;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that cannot be seen, and what people know of it.
 *
 * @param key      a sentence for people, and its identity
 * @param resource the resource, or the check, without which it cannot be seen
 * @param cycles   how many met it
 * @param gone     whether it can be seen again
 * @param told     whether a channel accepted a message that it cannot be seen
 * @param underWay the message about it that no channel has accepted yet
 */
record BlindSpot(
        String key,
        String resource,
        Instant since,
        long cycles,
        boolean gone,
        boolean told,
        Optional<UnderWay> underWay) {
    /** A message on its way, and whether it says that the spot is gone. */
    record UnderWay(String message, boolean gone) {}

    BlindSpot {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(underWay, "underWay");
    }

    static BlindSpot first(String key, String resource, Instant at) {
        return new BlindSpot(key, resource, at, 1, false, false, Optional.empty());
    }

    BlindSpot met() {
        return new BlindSpot(key, resource, since, cycles + 1, false, told, underWay);
    }

    BlindSpot regained() {
        return new BlindSpot(key, resource, since, cycles, true, told, underWay);
    }

    BlindSpot telling(String message) {
        return new BlindSpot(key, resource, since, cycles, gone, told, Optional.of(new UnderWay(message, gone)));
    }

    /** A channel accepted the message under way: people know what it says. */
    BlindSpot accepted() {
        boolean dark = underWay.map(message -> !message.gone()).orElse(told);
        return new BlindSpot(key, resource, since, cycles, gone, dark, Optional.empty());
    }

    /** The message under way will never arrive. */
    BlindSpot givenUp() {
        return new BlindSpot(key, resource, since, cycles, gone, told, Optional.empty());
    }

    /** Whether it is news that this cannot be seen. */
    boolean isLost(int cyclesNeeded) {
        return !gone && !told && underWay.isEmpty() && cycles >= cyclesNeeded;
    }

    /** Whether it is news that this can be seen again. */
    boolean isRegained() {
        return gone && told && underWay.isEmpty();
    }

    /** Whether nothing is left to say about it. */
    boolean isOver() {
        return gone && !told && underWay.isEmpty();
    }
}
