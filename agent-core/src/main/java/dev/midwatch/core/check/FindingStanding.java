package dev.midwatch.core.check;

import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.core.channel.ShownCard;
import dev.midwatch.core.channel.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a finding stands since it was told: a pure function of what the ledger holds. Its evidence stays what was seen when it was told.
 *
 * @param silences  those in force
 * @param toldAgain when a later message told it again
 */
public record FindingStanding(LedgerEntry entry, List<FindingSilence> silences, Optional<Instant> toldAgain) {
    /** So long an older message still says how a finding stands that a newer one tells. */
    private static final Duration BESIDE_A_NEWER = Duration.ofHours(24);

    static Standing resolved(LedgerEntry entry, Instant now) {
        return Standing.over(Tone.GOOD, "resolved after " + FindingParts.lasted(entry, now));
    }

    public Standing at(Instant now, ShownCard card, Times times) {
        Spell spell = entry.spell();
        Tone tone = FindingCards.tone(entry.finding().severity());
        boolean flapping = spell.flappingSince().isPresent();
        if (!flapping && spell.firstSeen().isAfter(card.told())) {
            return Standing.over(
                    Tone.VOID, "it was gone, and is back since " + times.of(spell.firstSeen(), card.told()));
        }
        if (!flapping && !entry.isOpen()) {
            return resolved(entry, now);
        }
        if (toldAgain.filter(again -> !now.isBefore(again.plus(BESIDE_A_NEWER))).isPresent()) {
            return Standing.over(tone, "told again in a newer message at " + times.of(toldAgain.get(), card.told()));
        }
        List<String> news = news(now, card, tone, times);
        return news.isEmpty()
                ? new Standing(tone, List.of(), false)
                : Standing.open(acknowledged() ? Tone.UNDER_WAY : tone, String.join(" · ", news));
    }

    private List<String> news(Instant now, ShownCard card, Tone tone, Times times) {
        List<String> news = new ArrayList<>();
        if (tone != card.tone()) {
            // Tones of severities are in falling order.
            news.add(
                    tone.compareTo(card.tone()) < 0
                            ? "got worse: " + entry.finding().severity()
                            : "only " + entry.finding().severity() + " now");
        }
        entry.spell()
                .flappingSince()
                .filter(since -> since.isAfter(card.told()))
                .ifPresent(since -> news.add("comes and goes since " + times.of(since, card.told())));
        entry.told().acknowledgedBy().ifPresent(who -> news.add("acknowledged by " + who));
        silences.stream()
                .filter(silence -> silence.matches(entry.finding(), now))
                .findFirst()
                .ifPresent(silence -> news.add("silenced until %s by %s%s"
                        .formatted(
                                times.of(silence.until(), card.told()),
                                silence.by(),
                                silence.why().isBlank() ? "" : ": " + FindingRenderer.unfenced(silence.why()))));
        return news;
    }

    private boolean acknowledged() {
        return entry.told().acknowledgedBy().isPresent();
    }
}
