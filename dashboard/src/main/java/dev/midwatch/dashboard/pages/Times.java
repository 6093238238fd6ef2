package dev.midwatch.dashboard.pages;

import dev.midwatch.core.text.Ages;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Points of time as people say them, seen from one moment.
 *
 * @param now that moment
 */
public record Times(Instant now) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    /** {@code 3 min ago}, {@code in 2 h}, as an element that also has the exact time. */
    public Content relative(Instant at) {
        return element(at, words(at));
    }

    /** How long ago that was: {@code 3 d 4 h}. */
    public Content age(Instant at) {
        return element(at, Ages.inWords(Duration.between(at, now)));
    }

    /** {@code 2026-03-02 08:00:00 UTC}. */
    public Content exact(Instant at) {
        return element(at, EXACT.format(at));
    }

    /** {@code -} for none. */
    public Content relative(Optional<Instant> at) {
        return at.map(this::relative).orElse(out -> out.writeContent("<span class=\"none\">–</span>"));
    }

    public String words(Instant at) {
        Duration past = Duration.between(at, now);
        if (past.abs().compareTo(A_MOMENT) < 0) {
            return past.isNegative() ? "in a moment" : "just now";
        }
        return past.isNegative() ? "in " + Ages.inWords(past.negated()) : Ages.inWords(past) + " ago";
    }

    /** {@code 08:00}. */
    public String clock(Instant at) {
        return CLOCK.format(at);
    }

    public String exactly(Instant at) {
        return EXACT.format(at);
    }

    /** {@code 1 min}, {@code 0.4 s}. */
    public static String took(Duration time) {
        return time.toMillis() < 10_000
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : Ages.inWords(time);
    }

    private static Content element(Instant at, String words) {
        return out -> {
            out.writeContent("<time datetime=\"" + at.truncatedTo(ChronoUnit.SECONDS) + "\" title=\"" + EXACT.format(at)
                    + "\">");
            out.writeContent(words);
            out.writeContent("</time>");
        };
    }
}
