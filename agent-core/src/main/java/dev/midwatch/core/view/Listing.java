package dev.midwatch.core.view;

import java.util.List;
import java.util.OptionalInt;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 * @param page  which part this is
 */
public record Listing<T>(List<T> items, long total, Page page) {
    public Listing {
        items = List.copyOf(items);
    }

    /** Of a list that is whole in memory. */
    public static <T> Listing<T> of(List<T> all, Page page) {
        int from = Math.min(page.offset(), all.size());
        int to = Math.min(all.size(), from + page.limit());
        return new Listing<>(all.subList(from, to), all.size(), page);
    }

    /** Where the next part begins; empty if this is the last. */
    public OptionalInt next() {
        int end = page.offset() + items.size();
        return items.isEmpty() || end >= total ? OptionalInt.empty() : OptionalInt.of(end);
    }
}
