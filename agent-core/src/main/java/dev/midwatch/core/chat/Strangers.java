package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** People who may not even look: they get one polite line, and learn nothing from it. */
final class Strangers {
    static final String LINE =
            "Sorry, I may not answer you here. If you think I should, ask whoever runs me to allow your id.";

    private static final Duration CALM = Duration.ofHours(24);
    /** More are forgotten, oldest first: one line too many is better than no end of memory. */
    private static final int MOST_REMEMBERED = 1_000;
    /** However many there are: what breaks in the cluster must not wait behind politeness. */
    private static final int MOST_LINES_A_MINUTE = 10;

    private final InstantSource clock;
    private final Map<String, Instant> told = new LinkedHashMap<>();
    /** When the last ones were said. */
    private final Deque<Instant> lines = new ArrayDeque<>();

    Strangers(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether this message of a stranger is to be answered at all. */
    synchronized boolean deservesALine(String channel, Person person) {
        String who = channel + ":" + person.id();
        Instant now = clock.instant();
        Instant before = told.get(who);
        if (before != null && now.isBefore(before.plus(CALM))) {
            return false;
        }
        lines.removeIf(line -> !now.isBefore(line.plus(Duration.ofMinutes(1))));
        if (lines.size() >= MOST_LINES_A_MINUTE) {
            return false;
        }
        lines.add(now);
        told.remove(who);
        told.put(who, now);
        if (told.size() > MOST_REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        return true;
    }

    synchronized int remembered() {
        return told.size();
    }
}
