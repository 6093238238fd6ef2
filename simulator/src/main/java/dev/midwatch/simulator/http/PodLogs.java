package dev.midwatch.simulator.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the logs of containers come from. */
public interface PodLogs {
    /** One line and when it was written. */
    record Line(Instant at, String text) {}

    /** Lines of a container's present or previous instance; empty when there is no such instance. */
    Optional<List<Line>> lines(String podUid, String container, boolean previous);
}
