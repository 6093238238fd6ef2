package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The cards that people can see, in the store. The outbox adds those of each message in the transaction that puts it in. */
public final class ShownCards {
    /** Whether somebody got the message, or still may. */
    private static final String NOT_LOST = " AND EXISTS (SELECT 1 FROM outbox WHERE outbox.message = cards.message"
            + " AND outbox.state NOT IN ('FAILED', 'EXPIRED', 'UNDELIVERABLE'))";

    private final Database database;

    ShownCards(Database database) {
        this.database = database;
    }

    void add(OutboundMessage message, Instant at) {
        message.layout().stream()
                .flatMap(layout -> layout.cards().stream())
                .map(card -> new ShownCard(message.id(), card.about(), at, card.tone(), Standing.asTold(card.tone())))
                .forEach(this::insert);
    }

    private void insert(ShownCard card) {
        database.update(
                """
                INSERT INTO cards (message, about, told, tone, standing, over) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (message, about) DO NOTHING""",
                card.message(),
                card.about(),
                card.told(),
                card.tone(),
                CardJson.write(card.shown()),
                card.shown().over());
    }

    /** Messages of which something may still change, oldest first. */
    public List<String> openMessages() {
        return database.query(
                "SELECT message FROM cards WHERE over = 0 GROUP BY message ORDER BY MIN(told), message",
                row -> row.text("message"));
    }

    /** All cards of a message. */
    public List<ShownCard> of(String message) {
        return database.query("SELECT * FROM cards WHERE message = ? ORDER BY rowid", ShownCards::card, message);
    }

    /** Notes that a card shows this from now on. */
    public void save(ShownCard card, Standing shown) {
        database.update(
                "UPDATE cards SET standing = ?, over = ? WHERE message = ? AND about = ?",
                CardJson.write(shown),
                shown.over(),
                card.message(),
                card.about());
    }

    /** The newest message with a card about that; what nobody got is none. */
    public Optional<String> newest(String about) {
        return database.one(
                "SELECT message FROM cards WHERE about = ?" + NOT_LOST + " ORDER BY told DESC, rowid DESC LIMIT 1",
                row -> row.text("message"),
                about);
    }

    /** When the same was first told again in a later message. */
    public Optional<Instant> toldAgain(ShownCard card) {
        return database.one(
                        "SELECT MIN(told) AS told FROM cards WHERE about = ? AND told > ?" + NOT_LOST,
                        row -> row.maybeInstant("told"),
                        card.about(),
                        card.told())
                .flatMap(told -> told);
    }

    /** People do not see what a card was noted to show: it is to be looked at again. */
    void reopen(String message) {
        of(message).forEach(card -> save(card, new Standing(card.tone(), List.of(), false)));
    }

    /** Forgets the cards of messages that the outbox has forgotten. */
    void forgetGone() {
        database.update("DELETE FROM cards WHERE message NOT IN (SELECT message FROM outbox)");
    }

    private static ShownCard card(Row row) {
        return new ShownCard(
                row.text("message"),
                row.text("about"),
                row.instant("told"),
                Card.Tone.valueOf(row.text("tone")),
                CardJson.standing(row.text("standing"), row.flag("over")));
    }
}
