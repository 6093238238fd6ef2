package dev.midwatch.core.channel;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The outbox's rows. */
final class OutboxStore {
    /**
     * The first of its lane that may go now: nothing that was put in before it for the same target is still open. News waits for no revision
     * of something old.
     */
    private static final String NEXT = """
            SELECT * FROM outbox AS one
            WHERE lane = ? AND state = 'WAITING' AND due <= ?
              AND NOT EXISTS (SELECT 1 FROM outbox AS earlier
                              WHERE earlier.target = one.target AND earlier.seq < one.seq
                                AND (one.revises IS NOT NULL OR earlier.revises IS NULL)
                                AND earlier.state IN ('WAITING', 'SENDING'))
            ORDER BY seq LIMIT 1""";

    /** When the next of a lane may go: the first message of each target decides for those behind it, and the first of all for revisions. */
    private static final String NEXT_DUE = """
            SELECT MIN(due) AS due FROM outbox
            WHERE seq IN (SELECT MIN(seq) FROM outbox
                          WHERE lane = ?1 AND state IN ('WAITING', 'SENDING') GROUP BY target
                          UNION ALL
                          SELECT MIN(seq) FROM outbox
                          WHERE lane = ?1 AND state IN ('WAITING', 'SENDING') AND revises IS NULL GROUP BY target)
              AND state = 'WAITING'""";

    private final Database database;

    OutboxStore(Database database) {
        this.database = database;
    }

    <T> T transaction(Supplier<T> work) {
        return database.transaction(work);
    }

    /** Adds a delivery; one whose id is there already is the same one, put in again after a crash. */
    void insert(Delivery delivery) {
        database.update(
                """
                INSERT INTO outbox
                    (id, message, lane, target, content, revises, state, queued, due, expires, finished, error)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""",
                delivery.id(),
                delivery.message(),
                delivery.lane(),
                delivery.target(),
                MessageJson.write(delivery.outbound()),
                delivery.revises().orElse(null),
                delivery.state(),
                delivery.queued(),
                delivery.due(),
                delivery.expires(),
                delivery.finished().orElse(null),
                delivery.error().orElse(null));
    }

    /** Takes the next one that may go, and marks it as being sent. */
    Optional<Delivery> claim(String lane, Instant now) {
        return transaction(() -> {
            Optional<Delivery> next = database.one(NEXT, OutboxStore::delivery, lane, now);
            next.ifPresent(delivery -> database.update(
                    "UPDATE outbox SET state = 'SENDING', attempts = attempts + 1 WHERE id = ?", delivery.id()));
            return next.flatMap(delivery -> find(delivery.id()));
        });
    }

    Optional<Instant> nextDue(String lane) {
        return database.one(NEXT_DUE, row -> row.maybeInstant("due"), lane).flatMap(due -> due);
    }

    void waitAgain(String id, Instant due, String error) {
        database.update("UPDATE outbox SET state = 'WAITING', due = ?, error = ? WHERE id = ?", due, error, id);
    }

    void deliver(String id, Instant at, Receipt receipt) {
        database.update("""
                UPDATE outbox SET state = 'DELIVERED', finished = ?, error = NULL, receipt = ?, place = ?
                WHERE id = ?""", at, receipt.id(), receipt.place().orElse(null), id);
    }

    /** The other side knows a delivered message by this from now on. */
    void know(String id, Receipt receipt) {
        database.update("UPDATE outbox SET receipt = ? WHERE id = ?", receipt.id(), id);
    }

    /** What was accepted last for the same target before it. */
    Optional<Receipt> before(Delivery delivery) {
        return database.one(
                """
                SELECT * FROM outbox
                WHERE target = ? AND state = 'DELIVERED' AND revises IS NULL
                  AND seq < (SELECT seq FROM outbox WHERE id = ?)
                ORDER BY seq DESC LIMIT 1""", row -> new Receipt(row.text("receipt"), row.maybeText("place")), delivery.target(), delivery.id());
    }

    void lose(String id, DeliveryState state, Instant at, String error) {
        database.update("UPDATE outbox SET state = ?, finished = ?, error = ? WHERE id = ?", state, at, error, id);
    }

    /** Lets a revision that nobody has begun to send say something else; false if there is none. */
    boolean rewrite(String revised, OutboundMessage content, Instant expires) {
        return database.update(
                        "UPDATE outbox SET content = ?, expires = ? WHERE revises = ? AND state = 'WAITING' AND attempts = 0",
                        MessageJson.write(content),
                        expires,
                        revised)
                > 0;
    }

    /** The deliveries with which a delivery was revised, in order. */
    List<Delivery> revisionsOf(String id) {
        return database.query("SELECT * FROM outbox WHERE revises = ? ORDER BY seq", OutboxStore::delivery, id);
    }

    /** The newest revision of a message, wherever that was said. */
    Optional<Delivery> lastRevisionOf(String message) {
        return database.one("""
                SELECT * FROM outbox WHERE revises IN (SELECT id FROM outbox WHERE message = ?)
                ORDER BY seq DESC LIMIT 1""", OutboxStore::delivery, message);
    }

    /** The delivery that the other side knows by that id, among others perhaps, or that opened that place for answers; of this lane. */
    Optional<Delivery> known(String lane, String receiptOrPlace) {
        return database.one("""
                SELECT * FROM outbox
                WHERE lane = ? AND revises IS NULL AND (instr(' ' || receipt || ' ', ' ' || ? || ' ') > 0 OR place = ?)
                ORDER BY seq LIMIT 1""", OutboxStore::delivery, lane, receiptOrPlace, receiptOrPlace);
    }

    /** Those of a lane that wait and are no news any more. */
    List<Delivery> expired(String lane, Instant now) {
        return database.query(
                "SELECT * FROM outbox WHERE lane = ? AND state = 'WAITING' AND expires <= ? ORDER BY seq",
                OutboxStore::delivery,
                lane,
                now);
    }

    /** What was being sent when the attempt broke off is to be sent again; says how many. */
    int recover(String lane, Instant now) {
        return database.update(
                "UPDATE outbox SET state = 'WAITING', due = ? WHERE lane = ? AND state = 'SENDING'", now, lane);
    }

    /** Opens again what had ended. */
    boolean reopen(String id, String lane, Instant now, Instant expires) {
        return database.update("""
                        UPDATE outbox SET state = 'WAITING', lane = ?, due = ?, expires = ?, finished = NULL
                        WHERE id = ? AND state IN ('FAILED', 'EXPIRED', 'UNDELIVERABLE')""", lane, now, expires, id) > 0;
    }

    Optional<Delivery> find(String id) {
        return database.one("SELECT * FROM outbox WHERE id = ?", OutboxStore::delivery, id);
    }

    List<Delivery> ofMessage(String message) {
        return database.query("SELECT * FROM outbox WHERE message = ? ORDER BY seq", OutboxStore::delivery, message);
    }

    List<Delivery> open() {
        return database.query(
                "SELECT * FROM outbox WHERE state IN ('WAITING', 'SENDING') ORDER BY seq", OutboxStore::delivery);
    }

    List<Delivery> lost(int limit) {
        return database.query("""
                SELECT * FROM outbox WHERE state IN ('FAILED', 'EXPIRED', 'UNDELIVERABLE')
                ORDER BY finished DESC, seq DESC LIMIT ?""", OutboxStore::delivery, limit);
    }

    int prune(Instant before) {
        return database.update("DELETE FROM outbox WHERE finished < ?", before);
    }

    private static Delivery delivery(Row row) {
        OutboundMessage outbound = MessageJson.read(row.text("content"), row.text("id"), row.text("target"));
        return new Delivery(
                row.text("message"),
                row.text("lane"),
                outbound,
                row.maybeText("revises"),
                DeliveryState.valueOf(row.text("state")),
                (int) row.number("attempts"),
                row.instant("queued"),
                row.instant("due"),
                row.instant("expires"),
                row.maybeInstant("finished"),
                row.maybeText("error"),
                row.maybeText("receipt").map(id -> new Receipt(id, row.maybeText("place"))));
    }
}
