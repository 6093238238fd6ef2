package dev.midwatch.core.telemetry;

import dev.midwatch.core.store.Database;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the store has counted since it exists. */
record StoredCounts(Map<String, List<Count>> byName) {
    /** How often something happened, told apart by up to two words. */
    record Count(String name, String first, String second, long value) {}

    static StoredCounts of(Database database) {
        return new StoredCounts(database
                .query(
                        "SELECT name, first, second, value FROM counter ORDER BY name, first, second",
                        row -> new Count(row.text("name"), row.text("first"), row.text("second"), row.number("value")))
                .stream()
                .collect(Collectors.groupingBy(Count::name)));
    }

    List<Count> all(String name) {
        return byName.getOrDefault(name, List.of());
    }

    long sum(String name) {
        return all(name).stream().mapToLong(Count::value).sum();
    }
}
