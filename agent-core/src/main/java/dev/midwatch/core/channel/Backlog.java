package dev.midwatch.core.channel;

import dev.midwatch.core.text.Ages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one lane has not delivered yet.
 *
 * @param waiting so many messages
 * @param since   when the oldest of them was put in
 * @param error   why that one was not accepted the last time; empty if nobody tried yet
 */
public record Backlog(String lane, int waiting, Instant since, Optional<String> error) {
    static List<Backlog> of(List<Delivery> open) {
        Map<String, List<Delivery>> lanes =
                open.stream().collect(Collectors.groupingBy(Delivery::lane, TreeMap::new, Collectors.toList()));
        return lanes.entrySet().stream()
                .map(lane -> new Backlog(
                        lane.getKey(),
                        lane.getValue().size(),
                        lane.getValue().get(0).queued(),
                        lane.getValue().get(0).error()))
                .toList();
    }

    /** {@code 3 not delivered yet, the oldest for 2 h (Discord answers 503)}. */
    public String inWords(Instant now) {
        return "%d not delivered yet, the oldest for %s%s"
                .formatted(
                        waiting,
                        Ages.inWords(Duration.between(since, now)),
                        error.map(why -> " (" + why + ")").orElse(""));
    }
}
