package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts a ledger's news into Markdown, without a model: what, since when, why, the evidence, and the command to look for oneself. */
public final class FindingRenderer {
    private static final int MOST_FINDINGS = 12;
    private static final int MOST_EXPLAINED = 5;
    private static final int MOST_EVIDENCE = 600;
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private final ZoneId zone;

    public FindingRenderer(ZoneId zone) {
        this.zone = zone;
    }

    /** One message for one run. */
    public String render(String job, LedgerUpdate update) {
        List<String> blocks = new ArrayList<>();
        blocks.add(headline(job, update));
        update.news().stream()
                .limit(MOST_FINDINGS)
                .forEach(news -> blocks.add(
                        news.change() == Change.RESOLVED ? resolved(news.entry(), update) : finding(news, update)));
        if (update.news().size() > MOST_FINDINGS) {
            blocks.add("… and %d more: `midwatch findings list`"
                    .formatted(update.news().size() - MOST_FINDINGS));
        }
        if (!update.blindNews().isEmpty()) {
            blocks.add("👁 cannot see: " + String.join("; ", update.blindNews()));
        }
        if (!update.sightNews().isEmpty()) {
            blocks.add("👁 can see again: " + String.join("; ", update.sightNews()));
        }
        return String.join("\n\n", blocks);
    }

    /** The worst severity among the news that is not an end. */
    public static Severity worst(LedgerUpdate update) {
        return update.news().stream()
                .filter(news -> news.change() != Change.RESOLVED)
                .map(news -> news.entry().finding().severity())
                .max(Severity::compareTo)
                .orElse(Severity.INFO);
    }

    private static String headline(String job, LedgerUpdate update) {
        Map<Change, Long> counts =
                update.news().stream().collect(Collectors.groupingBy(LedgerUpdate.News::change, Collectors.counting()));
        List<String> parts = new ArrayList<>();
        for (Change change : Change.values()) {
            if (counts.containsKey(change)) {
                parts.add(counts.get(change) + " " + word(change, counts.get(change)));
            }
        }
        return "**%s** · %s".formatted(parts.isEmpty() ? "view of the cluster changed" : String.join(", ", parts), job);
    }

    private static String word(Change change, long count) {
        return switch (change) {
            case NEW -> count == 1 ? "new problem" : "new problems";
            case WORSE -> "got worse";
            case FLAPPING -> "flapping";
            case REPEAT -> "still broken";
            case RESOLVED -> "resolved";
            case NONE -> "unchanged";
        };
    }

    private String finding(LedgerUpdate.News news, LedgerUpdate update) {
        LedgerEntry entry = news.entry();
        Finding finding = entry.finding();
        StringBuilder text = new StringBuilder();
        text.append("%s **%s**".formatted(mark(finding.severity()), unfenced(finding.summary())));
        if (entry.observed().affected() > 1) {
            text.append(" (%d affected)".formatted(entry.observed().affected()));
        }
        text.append("\n%s · %s · since %s%s"
                .formatted(finding.owner(), finding.reason(), when(entry, update.at()), note(news.change())));
        if (!finding.cause().isEmpty()) {
            text.append("\ncause: ").append(unfenced(finding.cause()));
        }
        finding.evidence().forEach((label, value) -> text.append(evidence(label, value)));
        explained(update.explainedBy(entry), text);
        if (!finding.look().isEmpty()) {
            text.append("\nlook: `").append(finding.look()).append('`');
        }
        return text.toString();
    }

    private static String note(Change change) {
        return switch (change) {
            case WORSE -> " · got worse";
            case FLAPPING -> " · comes and goes; quiet until it settles";
            case REPEAT -> " · still broken";
            default -> "";
        };
    }

    private static String evidence(String label, String value) {
        // First, as the end of a secret cannot be told for one.
        String plain = PlainText.ofProcess().of(value);
        String shown = plain.length() > MOST_EVIDENCE ? "…" + plain.substring(plain.length() - MOST_EVIDENCE) : plain;
        return shown.contains("\n")
                ? "\n%s:\n```\n%s\n```".formatted(label, unfenced(shown.strip()))
                : "\n%s: %s".formatted(label, unfenced(shown));
    }

    /** Untrusted text neither opens a code block nor closes the one it stands in. */
    public static String unfenced(String text) {
        return text.replace("```", "'''");
    }

    private static void explained(List<LedgerEntry> symptoms, StringBuilder text) {
        if (symptoms.isEmpty()) {
            return;
        }
        String some = symptoms.stream()
                .limit(MOST_EXPLAINED)
                .map(one ->
                        "%s (%s)".formatted(one.finding().owner(), one.finding().reason()))
                .distinct()
                .collect(Collectors.joining(", "));
        text.append("\nexplains: ").append(some);
        if (symptoms.size() > MOST_EXPLAINED) {
            text.append(" and %d more".formatted(symptoms.size() - MOST_EXPLAINED));
        }
    }

    private static String resolved(LedgerEntry entry, LedgerUpdate update) {
        Instant end = entry.spell().resolved().orElse(update.at());
        return "✅ **resolved: %s**\n%s · %s · after %s"
                .formatted(
                        unfenced(entry.finding().summary()),
                        entry.finding().owner(),
                        entry.finding().reason(),
                        Ages.inWords(Duration.between(entry.since(), end)));
    }

    private String when(LedgerEntry entry, Instant now) {
        Instant since = entry.since();
        DateTimeFormatter format =
                since.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate()) ? TODAY : EARLIER;
        return "%s (%s)".formatted(format.format(since.atZone(zone)), Ages.inWords(Duration.between(since, now)));
    }

    /** The mark of a severity at the start of a line. */
    public static String mark(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "🔴";
            case WARNING -> "🟠";
            case INFO -> "🔵";
        };
    }
}
