package dev.midwatch.core.check;

import dev.midwatch.core.kube.Coverage.Blind;
import dev.midwatch.core.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What cannot be seen is told once, and again when it can be seen. A gap that may pass by itself, such as a timeout, is told only when
 * a second cycle meets it too.
 */
final class BlindSpots {
    private static final int CYCLES_IN_PASSING = 2;

    private final Database database;

    BlindSpots(Database database) {
        this.database = database;
    }

    /** Sentences for people: what went dark, and what came back into sight. */
    record News(List<String> lost, List<String> regained) {}

    private record Spot(String key, String resource, long cycles, boolean told) {}

    News update(CheckReport report) {
        Map<String, Spot> known = new HashMap<>();
        database.query(
                        "SELECT * FROM blind_spots",
                        row -> new Spot(row.text("spot"), row.text("resource"), row.number("cycles"), row.flag("told")))
                .forEach(spot -> known.put(spot.key(), spot));
        List<String> lost = new ArrayList<>();
        Set<String> now = new HashSet<>();
        for (Blind blind : report.coverage().blind()) {
            String key = "%s in %s: %s".formatted(blind.resource(), blind.namespace(), blind.why());
            if (now.add(key)) {
                note(key, blind.resource(), blind.inPassing(), Optional.ofNullable(known.get(key)), report.started())
                        .ifPresent(lost::add);
            }
        }
        for (CheckReport.Gap gap : report.gaps()) {
            String key = "check %s: %s".formatted(gap.check(), gap.why());
            if (gap.bug() && now.add(key)) {
                note(key, gap.check(), false, Optional.ofNullable(known.get(key)), report.started())
                        .ifPresent(lost::add);
            }
        }
        return new News(lost, regained(known, now, report));
    }

    private Optional<String> note(String key, String resource, boolean inPassing, Optional<Spot> known, Instant at) {
        long cycles = known.map(Spot::cycles).orElse(0L) + 1;
        boolean told = known.map(Spot::told).orElse(false);
        boolean tell = !told && cycles >= (inPassing ? CYCLES_IN_PASSING : 1);
        database.update(
                "INSERT INTO blind_spots (spot, resource, since, cycles, told) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (spot) DO UPDATE SET cycles = excluded.cycles, told = excluded.told",
                key,
                resource,
                at,
                cycles,
                told || tell);
        return tell ? Optional.of(key) : Optional.empty();
    }

    /** A spot is gone when its resource was looked at, or its check ran, without meeting it. */
    private List<String> regained(Map<String, Spot> known, Set<String> now, CheckReport report) {
        Set<String> seen = new HashSet<>(report.ran());
        report.coverage().lookedAt().forEach(looked -> seen.add(looked.resource()));
        report.coverage().absent().forEach(absent -> seen.add(absent.resource()));
        List<String> regained = new ArrayList<>();
        known.values().stream()
                .filter(spot -> seen.contains(spot.resource()) && !now.contains(spot.key()))
                .forEach(spot -> {
                    database.update("DELETE FROM blind_spots WHERE spot = ?", spot.key());
                    if (spot.told()) {
                        regained.add(spot.key());
                    }
                });
        return regained;
    }
}
