package dev.midwatch.core.check;

import dev.midwatch.core.kube.Coverage.Blind;
import dev.midwatch.core.store.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What cannot be seen is told once, and again when it can be seen; as with findings, told means that a channel accepted the message. A
 * gap that may pass by itself, such as a timeout, is told only when a second cycle meets it too.
 */
final class BlindSpots {
    private static final int CYCLES_IN_PASSING = 2;

    private final BlindSpotStore store;

    BlindSpots(Database database) {
        this.store = new BlindSpotStore(database);
    }

    /** Sentences for people: what went dark, and what came back into sight. */
    record News(List<String> lost, List<String> regained) {}

    /** What people know that it cannot be seen, or will be told. */
    List<BlindSpot> dark() {
        return store.all().stream().filter(spot -> !spot.gone()).toList();
    }

    private record Gap(String resource, int cyclesNeeded) {}

    News update(CheckReport report) {
        Map<String, Gap> met = met(report);
        Map<String, BlindSpot> known = new HashMap<>();
        store.all().forEach(spot -> known.put(spot.key(), spot));
        List<String> lost = new ArrayList<>();
        met.forEach((key, gap) -> {
            BlindSpot spot = Optional.ofNullable(known.get(key))
                    .map(BlindSpot::met)
                    .orElseGet(() -> BlindSpot.first(key, gap.resource(), report.started()));
            store.save(spot);
            if (spot.isLost(gap.cyclesNeeded())) {
                lost.add(key);
            }
        });
        known.keySet().removeAll(met.keySet());
        return new News(lost, regained(known.values(), report));
    }

    private static Map<String, Gap> met(CheckReport report) {
        Map<String, Gap> met = new LinkedHashMap<>();
        for (Blind blind : report.coverage().blind()) {
            met.putIfAbsent(
                    "%s in %s: %s".formatted(blind.resource(), blind.namespace(), blind.why()),
                    new Gap(blind.resource(), blind.inPassing() ? CYCLES_IN_PASSING : 1));
        }
        report.gaps().stream()
                .filter(CheckReport.Gap::bug)
                .forEach(gap ->
                        met.putIfAbsent("check %s: %s".formatted(gap.check(), gap.why()), new Gap(gap.check(), 1)));
        return met;
    }

    /** A spot is gone when its resource was looked at, or its check ran, without meeting it. */
    private List<String> regained(Collection<BlindSpot> notMet, CheckReport report) {
        Set<String> seen = new HashSet<>(report.ran());
        report.coverage().lookedAt().forEach(looked -> seen.add(looked.resource()));
        report.coverage().absent().forEach(absent -> seen.add(absent.resource()));
        List<String> regained = new ArrayList<>();
        for (BlindSpot before : notMet) {
            BlindSpot spot = seen.contains(before.resource()) ? before.regained() : before;
            store.save(spot);
            if (spot.isRegained()) {
                regained.add(spot.key());
            }
        }
        return regained;
    }

    /** The message about these is on its way: they are not news until it was accepted or given up. */
    void telling(Collection<String> keys, String message) {
        keys.forEach(key -> store.find(key).ifPresent(spot -> store.save(spot.telling(message))));
    }

    List<String> messagesUnderWay() {
        return store.messagesUnderWay();
    }

    void accepted(String message) {
        settle(message, BlindSpot::accepted);
    }

    void givenUp(String message) {
        settle(message, BlindSpot::givenUp);
    }

    private void settle(String message, UnaryOperator<BlindSpot> end) {
        store.toldBy(message).forEach(spot -> store.save(end.apply(spot)));
    }
}
