package dev.midwatch.testkit.discord;

import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All that was said in a place and its threads, the answers that only one person saw included. It is taken anew with each call of
 * {@link #text()} or {@link #html()}.
 *
 * <p>Messages are numbered in the order in which the page shows them (m1, m2, ...). Ids, mentions, UUIDs and moments in the texts get
 * names that are the same in every run; what else differs is named with {@link #replacing}.
 */
public final class Transcript {
    private final Place place;
    private final boolean edits;
    private final LocalTime start;
    private final Map<Pattern, String> replaced;

    private Transcript(Place place, boolean edits, LocalTime start, Map<Pattern, String> replaced) {
        this.place = place;
        this.edits = edits;
        this.start = start;
        this.replaced = replaced;
    }

    /** The transcript of a channel with its threads, of one thread, or of a direct channel. */
    public static Transcript of(Place place) {
        return new Transcript(place, false, LocalTime.of(2, 14), Map.of());
    }

    /** Shows of each edited message what it said before; otherwise it shows only that it was edited. */
    public Transcript withEdits() {
        return new Transcript(place, true, start, replaced);
    }

    /** The time of day that the page shows at the first message: 02:14 unless told otherwise. */
    public Transcript startingAt(LocalTime time) {
        return new Transcript(place, edits, time, replaced);
    }

    /** Replaces what the expression finds, in the text only; {@code $1} is its first group. */
    public Transcript replacing(String expression, String by) {
        Map<Pattern, String> more = new LinkedHashMap<>(replaced);
        more.put(Pattern.compile(expression), by);
        return new Transcript(place, edits, start, more);
    }

    /** For golden files: readable, and the same in every run that said the same. Ends with a line break. */
    public String text() {
        synchronized (place.channel.world) {
            return new TextPage(place.channel, new Names(place.channel, replaced), edits).text();
        }
    }

    /** For people: one page of HTML that needs nothing else, with neither script nor outside resource. */
    public String html() {
        synchronized (place.channel.world) {
            return new HtmlPage(place.channel, new Names(place.channel, Map.of()), edits, start).html();
        }
    }
}
