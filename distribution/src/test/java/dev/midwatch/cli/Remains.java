package dev.midwatch.cli;

import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a killed gateway left in its store.
 *
 * @param cut       runs that had begun and not ended
 * @param ended     the states of those that had
 * @param delivered messages of which it was written down that they arrived
 */
record Remains(List<Long> cut, Map<Long, String> ended, List<String> delivered) {
    /** Looks at a copy, made in an empty folder: who opens the store itself repairs it in the gateway's stead. */
    static Remains of(Path home, Path copy) throws IOException {
        for (String name : List.of("state.db", "state.db-wal")) {
            if (Files.exists(home.resolve(name))) {
                Files.copy(home.resolve(name), copy.resolve(name));
            }
        }
        try (Database database = Database.open(copy.resolve("state.db"))) {
            Map<Long, String> ended = new TreeMap<>();
            database.query(
                            "SELECT id, state FROM run WHERE finished IS NOT NULL",
                            row -> Map.entry(row.number("id"), row.text("state")))
                    .forEach(run -> ended.put(run.getKey(), run.getValue()));
            List<Long> cut =
                    new RunStore(database).unfinished().stream().map(Run::id).toList();
            return new Remains(cut, ended, delivered(database));
        }
    }

    static List<String> delivered(Database database) {
        return database.query("SELECT id FROM outbox WHERE state = 'DELIVERED'", row -> row.text("id"));
    }
}
