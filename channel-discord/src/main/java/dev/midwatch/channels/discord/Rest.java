package dev.midwatch.channels.discord;

import java.time.Duration;

/** How long to wait before the next login: longer each time, so that Discord has no reason to lock us out. */
record Rest(Duration time) {
    static final Rest FIRST = new Rest(Duration.ofSeconds(1));

    private static final Duration LONGEST = Duration.ofSeconds(30);

    Rest longer() {
        Duration twice = time.multipliedBy(2);
        return new Rest(twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
    }
}
