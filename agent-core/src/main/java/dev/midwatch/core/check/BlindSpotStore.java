package dev.midwatch.core.check;

import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import java.util.List;
import java.util.Optional;

/** The table of blind spots. */
final class BlindSpotStore {
    private final Database database;

    BlindSpotStore(Database database) {
        this.database = database;
    }

    List<BlindSpot> all() {
        return database.query("SELECT * FROM blind_spots ORDER BY since, spot", BlindSpotStore::spot);
    }

    Optional<BlindSpot> find(String key) {
        return database.one("SELECT * FROM blind_spots WHERE spot = ?", BlindSpotStore::spot, key);
    }

    List<BlindSpot> toldBy(String message) {
        return database.query("SELECT * FROM blind_spots WHERE message = ?", BlindSpotStore::spot, message);
    }

    List<String> messagesUnderWay() {
        return database.query(
                "SELECT DISTINCT message FROM blind_spots WHERE message IS NOT NULL", row -> row.text("message"));
    }

    /** Keeps it, unless its story is over. */
    void save(BlindSpot spot) {
        if (spot.isOver()) {
            database.update("DELETE FROM blind_spots WHERE spot = ?", spot.key());
            return;
        }
        database.update(
                "INSERT OR REPLACE INTO blind_spots (spot, resource, since, cycles, gone, told, message, message_gone)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                spot.key(),
                spot.resource(),
                spot.since(),
                spot.cycles(),
                spot.gone(),
                spot.told(),
                spot.underWay().map(BlindSpot.UnderWay::message).orElse(null),
                spot.underWay().map(BlindSpot.UnderWay::gone).orElse(false));
    }

    private static BlindSpot spot(Row row) {
        return new BlindSpot(
                row.text("spot"),
                row.text("resource"),
                row.instant("since"),
                row.number("cycles"),
                row.flag("gone"),
                row.flag("told"),
                row.maybeText("message").map(message -> new BlindSpot.UnderWay(message, row.flag("message_gone"))));
    }
}
