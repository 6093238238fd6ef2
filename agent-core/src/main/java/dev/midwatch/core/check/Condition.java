package dev.midwatch.core.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A condition on rows of the ledger, with what is put in for its question marks. */
record Condition(String sql, List<Object> args) {
    Condition {
        args = List.copyOf(args);
    }

    static Condition of(String sql, Object... args) {
        return new Condition(sql, List.of(args));
    }

    Condition and(String more, Object... args) {
        return new Condition("(" + sql + ") AND " + more, joined(this.args, List.of(args)));
    }

    static Condition any(List<Condition> some) {
        return some.isEmpty()
                ? of("0")
                : new Condition(
                        some.stream().map(one -> "(" + one.sql() + ")").collect(Collectors.joining(" OR ", "(", ")")),
                        some.stream().flatMap(one -> one.args().stream()).toList());
    }

    static Condition of(LedgerEntry.State state, List<FindingSilence> silences) {
        Condition silenced = silenced(silences);
        Condition heard = new Condition("resolved IS NULL AND NOT " + silenced.sql(), silenced.args());
        return switch (state) {
            case PENDING -> of("0");
            case RESOLVED -> of("resolved IS NOT NULL");
            case SILENCED -> new Condition("resolved IS NULL AND " + silenced.sql(), silenced.args());
            case FLAPPING -> heard.and("flapping_since IS NOT NULL");
            case ACKNOWLEDGED -> heard.and("flapping_since IS NULL AND acknowledged_by IS NOT NULL");
            case OPEN -> heard.and("flapping_since IS NULL AND acknowledged_by IS NULL");
        };
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
