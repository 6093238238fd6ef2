package dev.midwatch.core.check;

import dev.midwatch.api.check.Severity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts a ledger's news into Markdown, without a model: what, since when, why, the evidence, and the command to look for oneself. */
public final class FindingRenderer {
    private static final int MOST_FINDINGS = 12;
    private static final int MOST_EVIDENCE = 600;

    private final Times times;

    public FindingRenderer(ZoneId zone) {
        this.times = new Times(zone);
    }

    /** One message for one run. */
    public String render(String job, LedgerUpdate update) {
        List<String> blocks = new ArrayList<>();
        blocks.add(headline(job, update));
        told(update)
                .forEach(news -> blocks.add(
                        news.change() == Change.RESOLVED ? resolved(news.entry(), update) : finding(news, update)));
        blocks.addAll(rest(update));
        return String.join("\n\n", blocks);
    }

    /** What of such a message stands in no card. */
    public String lead(String job, LedgerUpdate update) {
        List<String> blocks = new ArrayList<>();
        blocks.add(headline(job, update));
        blocks.addAll(rest(update));
        return String.join("\n\n", blocks);
    }

    /** What is told besides the findings that are told in full. */
    public static List<String> rest(LedgerUpdate update) {
        List<String> blocks = new ArrayList<>();
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
        return blocks;
    }

    /** The findings that are told in full. */
    static List<LedgerUpdate.News> told(LedgerUpdate update) {
        return update.news().stream().limit(MOST_FINDINGS).toList();
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
        FindingParts parts = FindingParts.of(news, update, times);
        StringBuilder text = new StringBuilder();
        text.append("%s **%s**".formatted(mark(parts.severity()), unfenced(parts.summary())));
        if (parts.affected() > 1) {
            text.append(" (%d affected)".formatted(parts.affected()));
        }
        text.append("\n%s · %s · since %s (%s)%s"
                .formatted(
                        parts.owner(),
                        parts.reason(),
                        parts.since(),
                        parts.age(),
                        parts.note().isEmpty() ? "" : " · " + parts.note()));
        if (!parts.cause().isEmpty()) {
            text.append("\ncause: ").append(unfenced(parts.cause()));
        }
        parts.evidence().forEach(evidence -> text.append(evidence(evidence)));
        if (!parts.explains().isEmpty()) {
            text.append("\nexplains: ").append(parts.explains());
        }
        if (!parts.before().isEmpty()) {
            text.append('\n').append(seenBefore(parts.before()));
        }
        if (!parts.look().isEmpty()) {
            text.append("\nlook: `").append(parts.look()).append('`');
        }
        return text.toString();
    }

    /** A line that tells of what was before. */
    public static String seenBefore(String before) {
        return "seen before: " + unfenced(before);
    }

    private static String evidence(FindingParts.Evidence evidence) {
        String shown = evidence.end(MOST_EVIDENCE);
        return shown.contains("\n")
                ? "\n%s:\n```\n%s\n```".formatted(evidence.label(), unfenced(shown.strip()))
                : "\n%s: %s".formatted(evidence.label(), unfenced(shown));
    }

    /** Untrusted text neither opens a code block nor closes the one it stands in. */
    public static String unfenced(String text) {
        return text.replace("```", "'''");
    }

    private static String resolved(LedgerEntry entry, LedgerUpdate update) {
        return "✅ **resolved: %s**\n%s · %s · after %s"
                .formatted(
                        unfenced(entry.finding().summary()),
                        entry.finding().owner(),
                        entry.finding().reason(),
                        FindingParts.lasted(entry, update.at()));
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
