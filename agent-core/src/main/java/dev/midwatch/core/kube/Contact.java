package dev.midwatch.core.kube;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** When the API server was last heard, and since when it has not been. */
public final class Contact {
    private final InstantSource clock;
    private Optional<Instant> heard = Optional.empty();
    private Optional<Instant> lost = Optional.empty();

    Contact(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void heard() {
        heard = Optional.of(clock.instant());
        lost = Optional.empty();
    }

    /** A request got no answer, or one that says that the server does not work. */
    synchronized void lost() {
        lost = lost.or(() -> Optional.of(clock.instant()));
    }

    /** When a request was last answered, if only with a refusal. */
    public synchronized Optional<Instant> lastHeard() {
        return heard;
    }

    /** When the first request failed of those since the last answer; empty if none did. */
    public synchronized Optional<Instant> lostSince() {
        return lost;
    }
}
