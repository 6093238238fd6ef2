package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.text.Ages;
import dev.midwatch.core.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is said of one finding, in whatever form.
 *
 * @param evidence without secrets and as long as it is
 * @param explains empty if it explains nothing
 * @param before   when it was seen before and what ended it then; empty if it was not
 */
record FindingParts(
        Severity severity,
        String summary,
        int affected,
        String owner,
        String reason,
        String since,
        String age,
        String note,
        String cause,
        List<Evidence> evidence,
        String explains,
        String before,
        String look) {
    private static final int MOST_EXPLAINED = 5;

    /** A piece of evidence. */
    record Evidence(String label, String value) {
        private static Evidence of(Map.Entry<String, String> entry) {
            // First, as the end of a secret cannot be told for one.
            return new Evidence(entry.getKey(), PlainText.ofProcess().of(entry.getValue()));
        }

        /** Its newest end. */
        String end(int most) {
            if (value.length() <= most) {
                return value;
            }
            int from = value.length() - most;
            return "…" + value.substring(Character.isLowSurrogate(value.charAt(from)) ? from + 1 : from);
        }
    }

    static FindingParts of(LedgerUpdate.News news, LedgerUpdate update, Times times) {
        LedgerEntry entry = news.entry();
        Finding finding = entry.finding();
        return new FindingParts(
                finding.severity(),
                finding.summary(),
                entry.observed().affected(),
                finding.owner().toString(),
                finding.reason(),
                times.of(entry.since(), update.at()),
                Ages.inWords(Duration.between(entry.since(), update.at())),
                note(news.change()),
                finding.cause(),
                finding.evidence().entrySet().stream().map(Evidence::of).toList(),
                explained(update.explainedBy(entry)),
                update.seenBefore().getOrDefault(entry.fingerprint(), ""),
                finding.look());
    }

    /** How long it lasted, as far as is known at that moment. */
    static String lasted(LedgerEntry entry, Instant now) {
        return Ages.inWords(
                Duration.between(entry.since(), entry.spell().resolved().orElse(now)));
    }

    private static String note(Change change) {
        return switch (change) {
            case WORSE -> "got worse";
            case FLAPPING -> "comes and goes; quiet until it settles";
            case REPEAT -> "still broken";
            default -> "";
        };
    }

    private static String explained(List<LedgerEntry> symptoms) {
        String some = symptoms.stream()
                .limit(MOST_EXPLAINED)
                .map(one ->
                        "%s (%s)".formatted(one.finding().owner(), one.finding().reason()))
                .distinct()
                .collect(Collectors.joining(", "));
        return symptoms.size() > MOST_EXPLAINED
                ? some + " and %d more".formatted(symptoms.size() - MOST_EXPLAINED)
                : some;
    }
}
