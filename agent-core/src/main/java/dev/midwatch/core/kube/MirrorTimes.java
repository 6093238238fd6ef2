package dev.midwatch.core.kube;

import java.time.Duration;

/**
 * How patient a mirror is.
 *
 * @param silence   a watch that tells nothing for so long, not even a bookmark, is not believed
 * @param absence   so long after a watch was cut what is held may still be shown; then the server is asked
 * @param firstRest pause after the first failure in a row, twice as long after each further one
 * @param longRest  and at most so long
 * @param unwanted  what nobody reads for so long is dropped
 * @param refused   so long a refusal is believed, of a list
 * @param unwatched and so long that of a watch
 * @param relist    at the latest after so long a list is read anew, whatever the watch has told
 */
record MirrorTimes(
        Duration silence,
        Duration absence,
        Duration firstRest,
        Duration longRest,
        Duration unwanted,
        Duration refused,
        Duration unwatched,
        Duration relist) {
    /** API servers send a bookmark about every minute. */
    static final MirrorTimes DEFAULTS = new MirrorTimes(
            Duration.ofMinutes(3),
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofHours(2),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(6));
}
