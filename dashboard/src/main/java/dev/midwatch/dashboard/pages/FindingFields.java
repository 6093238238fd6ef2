package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.FindingFilter;
import java.util.List;
import java.util.Set;

/** The form that narrows the list of findings, as it was filled in. */
public record FindingFields(
        Set<String> states, String severity, String namespace, String reason, String text, boolean folded) {
    public static final List<String> STATES = List.of("open", "flapping", "acknowledged", "silenced", "resolved");
    public static final List<String> SEVERITIES = List.of("critical", "warning", "info");

    public FindingFields {
        states = Set.copyOf(states);
    }

    static FindingFields of(Query query) {
        return new FindingFields(
                Set.copyOf(query.all("state")),
                query.one("severity").orElse(""),
                query.one("namespace").orElse(""),
                query.one("reason").orElse(""),
                query.one("text").orElse(""),
                query.one("folded").isPresent());
    }

    FindingFilter filter(Query query) {
        return new FindingFilter(
                states, query.one("severity"), query.one("namespace"), query.one("reason"), query.one("text"), folded);
    }

    public boolean isEmpty() {
        return states.isEmpty()
                && !folded
                && severity.isEmpty()
                && namespace.isEmpty()
                && reason.isEmpty()
                && text.isEmpty();
    }
}
