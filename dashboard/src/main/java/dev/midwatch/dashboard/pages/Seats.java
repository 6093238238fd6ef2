package dev.midwatch.dashboard.pages;

import dev.midwatch.dashboard.signin.Visitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who has which pages open. All wait for one drawing, so nobody may ask for so many different ones that the others feel it. */
final class Seats {
    static final int MOST = 1_000;
    static final int MOST_EACH = 600;
    static final int MOST_SHOWN = 20;
    /** Where nobody signs in, all are one visitor. */
    static final int MOST_SHOWN_OPEN = 100;

    private record Seat(Visitor visitor, List<Shown> shown) {
        boolean isOf(Visitor other) {
            return visitor.how() == other.how() && visitor.who().equals(other.who());
        }
    }

    private final Map<Viewer, Seat> taken = new ConcurrentHashMap<>();

    /** Whether one visitor's share has room for one more page. */
    boolean hasRoom(Visitor visitor, List<Shown> wanted) {
        List<Seat> own =
                taken.values().stream().filter(seat -> seat.isOf(visitor)).toList();
        Set<Shown> shown = own.stream().flatMap(seat -> ofOne(seat.shown())).collect(Collectors.toSet());
        boolean news = ofOne(wanted).anyMatch(one -> !shown.contains(one));
        ofOne(wanted).forEach(shown::add);
        int most = visitor.how() == Visitor.How.OPEN ? MOST_SHOWN_OPEN : MOST_SHOWN;
        return own.size() < MOST_EACH && (!news || shown.size() <= most);
    }

    private static Stream<Shown> ofOne(List<Shown> shown) {
        return shown.stream().filter(Shown::isOfOne);
    }

    boolean isFull() {
        return taken.size() >= MOST;
    }

    void take(Viewer viewer, Visitor visitor, List<Shown> shown) {
        taken.put(viewer, new Seat(visitor, shown));
    }

    void leave(Viewer viewer) {
        taken.remove(viewer);
    }

    Set<Viewer> viewers() {
        return taken.keySet();
    }
}
