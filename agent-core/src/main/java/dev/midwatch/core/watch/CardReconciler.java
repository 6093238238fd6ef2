package dev.midwatch.core.watch;

import dev.midwatch.core.action.ProposalCard;
import dev.midwatch.core.action.ProposalStandings;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.channel.ShownCard;
import dev.midwatch.core.channel.ShownCards;
import dev.midwatch.core.channel.Standing;
import dev.midwatch.core.check.FindingCards;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingSilence;
import dev.midwatch.core.check.FindingStanding;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.store.Database;
import java.time.Clock;
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
    private final ShownCards shown;
    private final ProposalStandings proposals;
    private final FindingLedger ledger;
    private final Times times;
    private final Clock clock;

    public CardReconciler(
            Database database,
            Outbox outbox,
            ProposalStandings proposals,
            FindingLedger ledger,
            Times times,
            Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.shown = outbox.cards();
        this.proposals = proposals;
        this.ledger = ledger;
        this.times = times;
        this.clock = clock;
    }

    /** Looks at every card that may still change. To be called after a decision, and wherever else something may have happened. */
    public void reconcile() {
        List<FindingSilence> silences = ledger.silences();
        for (String message : shown.openMessages()) {
            try {
                database.inTransaction(() -> reconcile(message, silences));
            } catch (RuntimeException e) {
                // It is tried again the next time; the others must not wait for it.
                LOG.error("the cards of message {} could not be looked at", message, e);
            }
        }
    }

    private void reconcile(String message, List<FindingSilence> silences) {
        Map<String, Standing> standings = new TreeMap<>();
        boolean changed = false;
        for (ShownCard card : shown.of(message)) {
            Standing now = card.shown().over() ? card.shown() : standing(card, silences);
            standings.put(card.about(), now);
            if (!now.equals(card.shown())) {
                shown.save(card, now);
                changed = true;
            }
        }
        if (changed) {
            outbox.original(message).ifPresent(original -> outbox.revise(message, Revision.of(original, standings)));
        }
    }

    /** What is not in the store stays as it was last shown. */
    private Standing standing(ShownCard card, List<FindingSilence> silences) {
        Optional<Standing> proposal = ProposalCard.id(card.about()).flatMap(id -> proposals.of(id, card.told()));
        return proposal.or(() -> finding(card, silences)).orElse(card.shown());
    }

    private Optional<Standing> finding(ShownCard card, List<FindingSilence> silences) {
        return FindingCards.fingerprint(card.about())
                .flatMap(ledger::find)
                .map(entry ->
                        new FindingStanding(entry, silences, shown.toldAgain(card)).at(clock.instant(), card, times));
    }
}
