package dev.midwatch.dashboard.pages;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All who look at the same thing. */
final class Channel {
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private volatile Event last;

    Channel with(Viewer viewer) {
        viewers.add(viewer);
        return this;
    }

    boolean removeAndIsEmpty(Viewer viewer) {
        viewers.remove(viewer);
        return viewers.isEmpty();
    }

    Set<Viewer> viewers() {
        return viewers;
    }

    /** To some, or to all; those who have the same already get nothing. */
    void send(Event event, Set<Viewer> to) {
        boolean news = last == null || !Arrays.equals(last.bytes(), event.bytes());
        last = event;
        (news ? viewers : to).forEach(viewer -> viewer.send(event));
    }
}
