package dev.midwatch.core.incident;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.ActionLog;
import dev.midwatch.core.action.ExecutedAction;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.check.Change;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.text.Ages;
import dev.midwatch.core.text.Beginning;
import dev.midwatch.core.text.PlainText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from what went, and tells of it when it comes back. Nothing has to tell it that something happened: it looks at the ledger, and may
 * be asked to at any time.
 */
public final class Incidents {
    /** What is gone at once may come back at once. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final Duration FROM = Duration.ofDays(7);
    private static final Duration KEPT = Duration.ofDays(365);
    private static final int MOST_KEPT = 5_000;
    /** Objects looked at in one go: a storm is worked off over some rounds. */
    private static final int MOST_LOOKS = 20;

    private static final int LONGEST = 300;
    private static final int MOST_SYMPTOMS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private final ClusterReader cluster;
    private final FindingLedger ledger;
    private final IncidentStore store;
    private final ActionLog actions;
    private final Times times;
    private final Clock clock;

    public Incidents(ClusterReader cluster, Database database, FindingLedger ledger, Times times, Clock clock) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.store = new IncidentStore(database);
        this.actions = new ActionLog(database);
        this.times = times;
        this.clock = clock;
    }

    /** Keeps what has ended, and looks at the owners of what has begun. */
    public void learn() {
        Instant now = clock.instant();
        try {
            for (LedgerEntry entry : entries(store.gone(now.minus(FROM), now.minus(SETTLED), MOST_LOOKS))) {
                Optional<Ending> ending = entry.isOpen() ? Optional.empty() : ending(entry);
                ending.ifPresent(known -> keep(entry, known));
            }
            for (LedgerEntry entry : entries(store.unseen(MOST_LOOKS))) {
                see(entry);
            }
        } catch (ClusterException e) {
            // One that does not answer would hold up every look of the pass, and each would be remembered as a riddle.
            LOG.info("what ended and began is looked at later: {}", e.getMessage());
        }
        store.prune(now.minus(KEPT), MOST_KEPT);
    }

    private List<LedgerEntry> entries(List<String> fingerprints) {
        return fingerprints.stream()
                .flatMap(fingerprint -> ledger.find(fingerprint).stream())
                .toList();
    }

    /** The same with what is known of each piece of news from before. */
    public LedgerUpdate recall(LedgerUpdate update) {
        Map<String, String> before = new HashMap<>();
        for (LedgerUpdate.News news : update.news()) {
            if (news.change() == Change.NEW || news.change() == Change.WORSE) {
                last(news.entry())
                        .ifPresent(incident -> before.put(news.entry().fingerprint(), line(incident, update.at())));
            }
        }
        return update.seenBefore(before);
    }

    public List<Incident> find(IncidentQuery query, int limit) {
        return store.find(query, limit);
    }

    private Optional<Incident> last(LedgerEntry entry) {
        Finding finding = entry.finding();
        return store.last(entry.fingerprint(), finding.reason(), finding.owner().key());
    }

    private String line(Incident last, Instant now) {
        return "%s, last on %s for %s; %s"
                .formatted(
                        last.times() == 1 ? "once" : last.times() + " times",
                        times.of(last.opened(), now),
                        Ages.inWords(last.took()),
                        last.ending());
    }

    /** Empty while it is not known yet whether an action of ours helped. */
    private Optional<Ending> ending(LedgerEntry entry) throws ClusterException {
        ObjectRef owner = entry.finding().owner();
        List<ExecutedAction> ours = actions.about(
                entry.fingerprint(),
                owner,
                entry.spell().firstSeen(),
                entry.spell().resolved().orElseThrow());
        if (ours.stream().anyMatch(action -> action.outcome() == Outcome.RAN)) {
            return Optional.empty();
        }
        Optional<ExecutedAction> fix = ours.stream()
                .filter(action -> action.outcome() == Outcome.FIXED)
                .reduce((first, last) -> last);
        return Optional.of(
                fix.isPresent()
                        ? new Ending(
                                Ending.Kind.ACTION,
                                line(fix.get().action().intent().kubectl()))
                        : byOthers(entry));
    }

    private Ending byOthers(LedgerEntry entry) throws ClusterException {
        Optional<OwnerState> before =
                store.before(entry.fingerprint(), entry.spell().firstSeen());
        Optional<ResourceType> type = type(entry.finding().owner());
        if (before.isEmpty() || type.isEmpty() || before.get().uid().isEmpty()) {
            return Ending.of(Ending.Kind.UNKNOWN);
        }
        try {
            Ending ending = find(type.get(), entry.finding().owner())
                    .map(object -> OwnerState.of(object).endingOf(before.get()))
                    .orElseGet(() -> Ending.of(Ending.Kind.REMOVAL));
            return new Ending(ending.kind(), line(ending.how()));
        } catch (ClusterException e) {
            requireForbidden(e);
            return Ending.of(Ending.Kind.UNKNOWN);
        }
    }

    /** Of an object that cannot be looked at nothing is known later; it is not looked at again. */
    private void see(LedgerEntry entry) throws ClusterException {
        OwnerState state = new OwnerState("", 0, "");
        Optional<ResourceType> type = type(entry.finding().owner());
        try {
            if (type.isPresent()) {
                state = find(type.get(), entry.finding().owner())
                        .map(OwnerState::of)
                        .orElse(state);
            }
        } catch (ClusterException e) {
            requireForbidden(e);
        }
        store.saw(entry.fingerprint(), entry.spell().firstSeen(), state);
    }

    /** What may not be looked at never can be; everything else passes. */
    private static void requireForbidden(ClusterException e) throws ClusterException {
        if (e.why() != ClusterException.Why.FORBIDDEN) {
            throw e;
        }
        LOG.info("what became of an object may not be seen: {}", e.getMessage());
    }

    private Optional<KubeObject> find(ResourceType type, ObjectRef owner) throws ClusterException {
        return cluster.find(type, owner.namespace(), owner.name());
    }

    private static Optional<ResourceType> type(ObjectRef owner) {
        return ResourceType.common(owner.apiVersion(), owner.kind()).filter(type -> !type.equals(ResourceType.SECRETS));
    }

    private void keep(LedgerEntry entry, Ending ending) {
        Finding finding = entry.finding();
        Incident incident = new Incident(
                entry.fingerprint(),
                finding.reason(),
                finding.owner().key(),
                line(finding.owner().toString()),
                finding.severity().toString(),
                line(finding.summary()),
                line(finding.cause()),
                symptoms(entry),
                entry.observed().affected(),
                ending,
                entry.since(),
                entry.spell().resolved().orElseThrow(),
                0);
        store.keep(incident, entry.spell().firstSeen());
    }

    private String symptoms(LedgerEntry cause) {
        return line(ledger.explainedBy(cause.fingerprint()).stream()
                .map(one -> one.finding().owner() + " (" + one.finding().reason() + ")")
                .distinct()
                .limit(MOST_SYMPTOMS)
                .collect(Collectors.joining(", ")));
    }

    /** Text of the cluster, fit to stand in a line of ours. */
    static String line(String text) {
        String plain = PlainText.ofProcess()
                .of(text)
                .replace("```", "'''")
                .replace('`', '\'')
                .replaceAll("\\s+", " ")
                .strip();
        return Beginning.marked(plain, LONGEST);
    }
}
