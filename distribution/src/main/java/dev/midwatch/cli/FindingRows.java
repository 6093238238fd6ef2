package dev.midwatch.cli;

import dev.midwatch.api.check.Severity;
import dev.midwatch.core.chat.FindingLookup;
import dev.midwatch.core.check.FindingJson;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingSilence;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.PendingFinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Findings of the ledger as lines of a listing, and found by the beginning of their fingerprint. */
final class FindingRows {
    private final FindingLedger ledger;
    private final List<FindingSilence> silences;

    FindingRows(FindingLedger ledger) {
        this.ledger = ledger;
        this.silences = ledger.silences();
    }

    List<Map<String, Object>> lines(Set<LedgerEntry.State> states, Severity least) {
        Stream<Map<String, Object>> known = ledger.all().stream()
                .filter(entry -> states.contains(ledger.state(entry, silences)))
                .filter(entry -> entry.finding().severity().compareTo(least) >= 0)
                .map(this::line);
        Stream<Map<String, Object>> pending = states.contains(LedgerEntry.State.PENDING)
                ? ledger.pending().stream()
                        .filter(one -> one.observed().finding().severity().compareTo(least) >= 0)
                        .map(FindingRows::pending)
                : Stream.empty();
        return Stream.concat(known, pending).toList();
    }

    /** What waits has the members that it has so far. */
    private static Map<String, Object> pending(PendingFinding one) {
        Map<String, Object> line = new LinkedHashMap<>(FindingJson.toScript(one.observed()));
        line.put("state", LedgerEntry.State.PENDING.toString());
        line.put("first_seen", one.firstSeen().toString());
        line.put("last_seen", one.lastSeen().toString());
        line.put("cycles", one.cycles());
        line.put("sustained", one.observed().finding().sustained().toString());
        line.put("object", one.observed().finding().owner().toString());
        line.put("since", one.firstSeen().toString());
        return line;
    }

    LedgerEntry get(String prefix) {
        try {
            return new FindingLookup(ledger).get(prefix);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e.getMessage() + "; midwatch findings list --all shows them");
        }
    }

    Map<String, Object> row(LedgerEntry entry) {
        Map<String, Object> row = new LinkedHashMap<>(FindingJson.toScript(entry.observed()));
        row.put("state", ledger.state(entry, silences).toString());
        row.put("first_seen", entry.spell().firstSeen().toString());
        row.put("last_seen", entry.spell().lastSeen().toString());
        row.put("cycles", entry.spell().cycles());
        row.put("resolved", entry.spell().resolved().map(Object::toString).orElse(null));
        row.put("told", entry.told().at().map(Object::toString).orElse(null));
        row.put("acknowledged_by", entry.told().acknowledgedBy().orElse(null));
        return row;
    }

    Map<String, Object> line(LedgerEntry entry) {
        Map<String, Object> line = row(entry);
        line.put("object", entry.finding().owner().toString());
        line.put("since", entry.since().toString());
        return line;
    }
}
