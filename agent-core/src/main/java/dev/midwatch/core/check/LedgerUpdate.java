package dev.midwatch.core.check;

import java.time.Instant;
import java.util.List;

/**
 * What a cycle's report means to people.
 *
 * @param at         the cycle's time
 * @param reason     why the run speaks; {@link NotifyReason#NONE}: it stays silent
 * @param news       what is to be told, most severe first, resolved ones last
 * @param open       every open finding of the run's checks, folded ones included
 * @param blindNews  what cannot be seen since recently, in words
 * @param sightNews  what can be seen again, in words
 */
public record LedgerUpdate(
        Instant at,
        NotifyReason reason,
        List<News> news,
        List<LedgerEntry> open,
        List<String> blindNews,
        List<String> sightNews) {
    /** A finding that needs telling. */
    public record News(LedgerEntry entry, Change change) {}

    public LedgerUpdate {
        news = List.copyOf(news);
        open = List.copyOf(open);
        blindNews = List.copyOf(blindNews);
        sightNews = List.copyOf(sightNews);
    }

    /** Whether there is anything to say. */
    public boolean isNews() {
        return reason != NotifyReason.NONE || !blindNews.isEmpty() || !sightNews.isEmpty();
    }

    /** The same with only some of its news. */
    public LedgerUpdate withNews(List<News> some) {
        NotifyReason left = some.isEmpty() ? NotifyReason.NONE : reason;
        return new LedgerUpdate(at, left, some, open, blindNews, sightNews);
    }

    /** The open findings folded under one. */
    public List<LedgerEntry> explainedBy(LedgerEntry cause) {
        return open.stream()
                .filter(one ->
                        one.causedBy().filter(cause.fingerprint()::equals).isPresent())
                .toList();
    }
}
