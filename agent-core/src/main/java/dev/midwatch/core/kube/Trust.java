package dev.midwatch.core.kube;

import java.time.Duration;

/**
 * Whether what was heard may still be shown as true: while a watch is there, or was moments ago. That somebody answers is no news: what was
 * not true before a connection was made is not until the first change or bookmark.
 */
final class Trust {
    private final MirrorTimes times;
    private boolean connected;
    /** Whether the watch that is there went on from what was known to be true. */
    private boolean trusted;

    private long heard;
    /** When it was last known to be true: something was heard, or a trusted watch was still there. */
    private long sure;

    Trust(MirrorTimes times) {
        this.times = times;
    }

    synchronized void hear() {
        heard = System.nanoTime();
        sure = heard;
        trusted = connected;
    }

    synchronized void connected(boolean now) {
        if (connected && trusted) {
            sure = System.nanoTime();
        }
        connected = now;
        trusted = now && within(sure, times.absence());
    }

    synchronized boolean holds() {
        return (connected && trusted || within(sure, times.absence())) && within(heard, times.silence());
    }

    /** How long ago something was heard. */
    synchronized Duration age() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    private static boolean within(long since, Duration time) {
        return System.nanoTime() - since < time.toNanos();
    }
}
