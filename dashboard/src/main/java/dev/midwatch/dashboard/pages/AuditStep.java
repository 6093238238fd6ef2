package dev.midwatch.dashboard.pages;

import dev.midwatch.core.text.VisibleText;
import dev.midwatch.core.view.AuditRow;
import dev.midwatch.core.view.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A step of the audit as people read it.
 *
 * @param shortOnes facts that fit a line
 * @param longOnes  those that do not
 */
public record AuditStep(long n, Instant at, String step, List<Fact> shortOnes, List<Fact> longOnes) {
    private static final int LINE = 160;

    static AuditStep of(AuditRow row) {
        List<Fact> facts = new ArrayList<>();
        row.facts().forEach((key, value) -> add(VisibleText.of(key), value, facts));
        return new AuditStep(
                row.n(),
                row.at(),
                VisibleText.of(row.step()),
                facts.stream().filter(AuditStep::fits).toList(),
                facts.stream().filter(fact -> !fits(fact)).toList());
    }

    private static boolean fits(Fact fact) {
        return fact.value().length() <= LINE && !fact.value().contains("\n");
    }

    /** What is within another stands under both names. */
    private static void add(String label, Object value, List<Fact> into) {
        if (value instanceof Map<?, ?> below && !below.isEmpty()) {
            below.forEach((key, one) -> add(label + "." + VisibleText.of(String.valueOf(key)), one, into));
        } else if (value instanceof Collection<?> all && all.stream().anyMatch(Map.class::isInstance)) {
            int at = 0;
            for (Object one : all) {
                add(label + "[" + at++ + "]", one, into);
            }
        } else if (value instanceof Collection<?> all) {
            into.add(new Fact(
                    label,
                    VisibleText.of(
                            String.join(", ", all.stream().map(String::valueOf).toList()))));
        } else {
            into.add(new Fact(label, VisibleText.of(String.valueOf(value))));
        }
    }
}
