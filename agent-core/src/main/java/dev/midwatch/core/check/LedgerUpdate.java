package dev.midwatch.core.check;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a cycle's report means to people.
 *
 * @param at         the cycle's time
 * @param reason     why the run speaks; {@link NotifyReason#NONE}: it stays silent
 * @param news       what is to be told, most severe first, resolved ones last
 * @param open       every open finding of the run's checks, folded ones included
 * @param blindNews  what cannot be seen since recently, in words
 * @param sightNews  what can be seen again, in words
 * @param seenBefore by fingerprint, of what is news: when it was seen before and what ended it then, in words
 */
public record LedgerUpdate(
        Instant at,
        NotifyReason reason,
        List<News> news,
        List<LedgerEntry> open,
        List<String> blindNews,
        List<String> sightNews,
        Map<String, String> seenBefore) {
    /** A finding that needs telling. */
    public record News(LedgerEntry entry, Change change) {}

    public LedgerUpdate {
        news = List.copyOf(news);
        open = List.copyOf(open);
        blindNews = List.copyOf(blindNews);
        sightNews = List.copyOf(sightNews);
        seenBefore = Map.copyOf(seenBefore);
    }

    /** Whether there is anything to say. */
    public boolean isNews() {
        return reason != NotifyReason.NONE || !blindNews.isEmpty() || !sightNews.isEmpty();
    }

    /** The same with only some of its news. */
    public LedgerUpdate withNews(List<News> some) {
        NotifyReason left = some.isEmpty() ? NotifyReason.NONE : reason;
        return new LedgerUpdate(at, left, some, open, blindNews, sightNews, seenBefore);
    }

    /** The same with what is known of its news from before. */
    public LedgerUpdate seenBefore(Map<String, String> lines) {
        return new LedgerUpdate(at, reason, news, open, blindNews, sightNews, lines);
    }

    /** The open findings folded under one. */
    public List<LedgerEntry> explainedBy(LedgerEntry cause) {
        return open.stream()
                .filter(one ->
                        one.causedBy().filter(cause.fingerprint()::equals).isPresent())
                .toList();
    }
}
