package dev.midwatch.core.watch;

import dev.midwatch.core.action.ProposalCard;
import dev.midwatch.core.action.ProposalStandings;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.channel.ShownCard;
import dev.midwatch.core.channel.Standing;
import dev.midwatch.core.store.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps cards true: whatever became of the things they tell of is read from the store, and where people see something else the message
 * is revised. It asks for no reason and may be called at any time, from any thread.
 */
public final class CardReconciler {
    private static final Logger LOG = LoggerFactory.getLogger(CardReconciler.class);

    private final Database database;
    private final Outbox outbox;
    private final ProposalStandings proposals;

    public CardReconciler(Database database, Outbox outbox, ProposalStandings proposals) {
        this.database = database;
        this.outbox = outbox;
        this.proposals = proposals;
    }

    /** Looks at every card that may still change. To be called after a decision, and wherever else something may have happened. */
    public void reconcile() {
        outbox.cards().forgetGone();
        for (String message : outbox.cards().openMessages()) {
            try {
                database.inTransaction(() -> reconcile(message));
            } catch (RuntimeException e) {
                // It is tried again the next time; the others must not wait for it.
                LOG.error("the cards of message {} could not be looked at", message, e);
            }
        }
    }

    private void reconcile(String message) {
        List<ShownCard> cards = outbox.cards().of(message);
        Map<String, Standing> standings = new TreeMap<>();
        boolean changed = false;
        for (ShownCard card : cards) {
            Standing now = card.shown().over() ? card.shown() : standing(card).orElse(card.shown());
            standings.put(card.about(), now);
            if (!now.equals(card.shown())) {
                outbox.cards().save(card, now);
                changed = true;
            }
        }
        if (changed) {
            outbox.original(message).ifPresent(original -> outbox.revise(message, Revision.of(original, standings)));
        }
    }

    private Optional<Standing> standing(ShownCard card) {
        return ProposalCard.id(card.about()).flatMap(id -> proposals.of(id, card.told()));
    }
}
