package dev.midwatch.skills.certmanager;

import java.time.Duration;

/** Time that is left, for people. */
final class Span {
    private Span() {}

    static String inWords(Duration left) {
        if (left.toDays() >= 2) {
            return left.toDays() + " days";
        }
        return left.toHours() >= 2 ? left.toHours() + " hours" : Math.max(1, left.toMinutes()) + " minutes";
    }
}
