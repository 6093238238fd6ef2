package dev.midwatch.core.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A condition on rows of the ledger, with what is put in for its question marks. */
record Condition(String sql, List<Object> args) {
    /** As the index has it that lists are read from. */
    static final String OPEN = "(resolved IS NOT NULL) = 0";

    static final String UNEXPLAINED = "(caused_by IS NOT NULL) = 0";

    /** How an open one that no silence hides stands. */
    private static final Map<LedgerEntry.State, String> HEARD = Map.of(
            LedgerEntry.State.FLAPPING, "flapping_since IS NOT NULL",
            LedgerEntry.State.ACKNOWLEDGED, "flapping_since IS NULL AND acknowledged_by IS NOT NULL",
            LedgerEntry.State.OPEN, "flapping_since IS NULL AND acknowledged_by IS NULL");

    Condition {
        args = List.copyOf(args);
    }

    static Condition of(String sql, Object... args) {
        return new Condition(sql, List.of(args));
    }

    Condition and(String more, Object... args) {
        return new Condition("(" + sql + ") AND " + more, joined(this.args, List.of(args)));
    }

    /** In halves, for SQLite reads nothing that is nested a thousand deep. */
    static Condition any(List<Condition> some) {
        if (some.size() < 2) {
            return some.isEmpty() ? of("0") : some.get(0);
        }
        Condition first = any(some.subList(0, some.size() / 2));
        Condition second = any(some.subList(some.size() / 2, some.size()));
        return new Condition("(" + first.sql() + ") OR (" + second.sql() + ")", joined(first.args(), second.args()));
    }

    /** Entries in any of these states; the silences are asked about once, or not at all where they make no difference. */
    static Condition of(Set<LedgerEntry.State> states, List<FindingSilence> silences) {
        List<Condition> some = new ArrayList<>();
        if (states.contains(LedgerEntry.State.RESOLVED)) {
            some.add(of("(resolved IS NOT NULL) = 1"));
        }
        if (states.containsAll(HEARD.keySet()) && states.contains(LedgerEntry.State.SILENCED)) {
            some.add(of(OPEN));
            return any(some);
        }
        Condition silenced = silenced(silences);
        if (states.contains(LedgerEntry.State.SILENCED)) {
            some.add(of(OPEN).and("(" + silenced.sql() + ")", silenced.args().toArray()));
        }
        Condition heard = any(states.stream()
                .filter(HEARD::containsKey)
                .map(state -> of(HEARD.get(state)))
                .toList());
        some.add(of(OPEN).and("(" + heard.sql() + ")")
                .and("NOT (" + silenced.sql() + ")", silenced.args().toArray()));
        return any(some);
    }

    /** As {@link FindingSilence#matches} says it. */
    static Condition silenced(List<FindingSilence> silences) {
        return any(silences.stream().map(Condition::of).toList());
    }

    private static Condition of(FindingSilence silence) {
        Condition all = of("1");
        for (Map.Entry<String, String> matcher : silence.matchers().entrySet()) {
            // The keys are those of FindingSilence.KEYS, which are columns.
            all = all.and(matcher.getKey() + " GLOB ?", glob(matcher.getValue()));
        }
        return all;
    }

    /** Only the star means something else than itself. */
    private static String glob(String pattern) {
        return pattern.replace("[", "[[]").replace("?", "[?]");
    }

    static String containing(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static List<Object> joined(List<Object> first, List<Object> second) {
        List<Object> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
