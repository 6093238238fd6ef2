package dev.midwatch.core.check;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.api.check.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a ledger's news into cards; the same as {@link FindingRenderer} tells in text. */
public final class FindingCards {
    private static final String ABOUT = "finding:";
    private static final int MOST_EVIDENCE = 64_000;
    /** What is no longer than this stands beside others. */
    private static final int MOST_BESIDE = 30;

    private final Times times;

    public FindingCards(Times times) {
        this.times = times;
    }

    /** One card for each finding that the text tells in full. */
    public List<Card> of(LedgerUpdate update) {
        return FindingRenderer.told(update).stream()
                .map(news -> card(news, update))
                .toList();
    }

    /** What a card about that finding is about. */
    public static String about(String fingerprint) {
        return ABOUT + fingerprint;
    }

    /** The fingerprint of the finding that a card is about; empty if it is about something else. */
    public static Optional<String> fingerprint(String about) {
        return about.startsWith(ABOUT) ? Optional.of(about.substring(ABOUT.length())) : Optional.empty();
    }

    static Tone tone(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Tone.CRITICAL;
            case WARNING -> Tone.WARNING;
            case INFO -> Tone.INFO;
        };
    }

    private Card card(LedgerUpdate.News news, LedgerUpdate update) {
        FindingParts parts = FindingParts.of(news, update, times);
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("Owner", parts.owner(), Shape.SHORT));
        fields.add(new Field("Reason", parts.reason(), Shape.SHORT));
        boolean resolved = news.change() == Change.RESOLVED;
        if (!resolved) {
            broken(parts, fields);
        }
        Card card = new Card(about(news.entry().fingerprint()), tone(parts.severity()), title(parts), fields);
        return resolved ? FindingStanding.resolved(news.entry(), update.at()).on(card) : card;
    }

    private static String title(FindingParts parts) {
        return parts.affected() > 1 ? "%s (%d affected)".formatted(parts.summary(), parts.affected()) : parts.summary();
    }

    private static void broken(FindingParts parts, List<Field> fields) {
        fields.add(
                new Field("Since", parts.since() + (parts.note().isEmpty() ? "" : " · " + parts.note()), Shape.SHORT));
        text("Cause", parts.cause(), fields);
        parts.evidence().forEach(evidence -> fields.add(evidence(evidence)));
        text("Explains", parts.explains(), fields);
        text("Seen before", parts.before(), fields);
        if (!parts.look().isEmpty()) {
            fields.add(new Field("Look", parts.look(), Shape.COMMAND));
        }
    }

    private static Field evidence(FindingParts.Evidence evidence) {
        String shown = evidence.end(MOST_EVIDENCE);
        if (shown.contains("\n")) {
            return new Field(evidence.label(), shown.strip(), Shape.CODE);
        }
        Shape shape = shown.length() <= MOST_BESIDE ? Shape.SHORT : Shape.TEXT;
        return new Field(evidence.label(), FindingRenderer.unfenced(shown), shape);
    }

    private static void text(String label, String value, List<Field> fields) {
        if (!value.isEmpty()) {
            fields.add(new Field(label, FindingRenderer.unfenced(value), Shape.TEXT));
        }
    }
}
